/** A text of somebody else's without what a terminal would obey: control characters, and those that turn text round. */
export const plain = (text: string) => text.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '�');
