/**
 * A text as a scalar of YAML: plain where nothing in it could mean something else, in YAML 1.1 or 1.2, to any reader. A
 * string of JSON is one of YAML.
 */
export function scalar(text: string): string {
  const plain = /^[A-Za-z_][\w./:=+!<>~^|()@-]*$/.test(text) && !text.endsWith(':') && !words.test(text);
  return plain ? text : JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, escaped);
}

/** What is no string: https://yaml.org/type/ for YAML 1.1. */
const words = /^(y|yes|n|no|on|off|true|false|null)$/i;

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
