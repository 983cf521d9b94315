/** Names as a sentence tells them: `ana, bo and 5 more`. Never one more, which is no longer than its name. */
export const someOf = (names: readonly string[], most = 4): string =>
  names.length <= most + 1 ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
