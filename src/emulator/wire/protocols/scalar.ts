/** The value of JSON that a text in a query or a form stands for; what is none is left as it is, and refused as such. */
export function scalar(type: string, text: string): unknown {
  switch (type) {
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
    case 'boolean':
      return text === 'true' || (text === 'false' ? false : text);
    default:
      return text;
  }
}
