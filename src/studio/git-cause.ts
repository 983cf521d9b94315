/**
 * The line in which git, or what it ran, says why it failed; nothing where there is none. That is rarely the last: git
 * ends with what follows from it. The credentials that an address may hold are left out.
 */
export function causeOf(stderr: string): string | undefined {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !progress.test(line));
  const telling = lines.filter((line) => !consequence.test(line));
  const named = telling.find((line) => /^(?:fatal|error): /.test(line) || /^remote: (?:fatal|error)/i.test(line));
  // What a server or ssh says bears no such name; a warning alone is better than what follows from it.
  const cause = named ?? telling.find((line) => !/^(?:warning|hint):/.test(line)) ?? telling[0] ?? lines[0];
  return cause && withoutCredentials(cause);
}

/** A URL or a text that holds one, without user name and password. */
export function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^@/\s]+@/g, '//');
}

const progress =
  /^(?:Cloning into|(?:remote: )?(?:Enumerating|Counting|Compressing|Receiving|Resolving|Updating|Filtering|Unpacking|Checking)\b[^:]*: |From |remote: Total |hint: |[ *+!=t-]? ?\[?[\w.]+\]? .* -> )/;

/** What git says after the cause, or instead of one. */
const consequence =
  /Could not read from remote repository|the remote end hung up|early EOF|index-pack (?:failed|died)|fetch-pack: |unpack-objects (?:failed|died)|expected (?:flush|'|ACK)|unable to checkout working tree|Clone succeeded, but checkout failed|You can inspect what was checked out|and retry with 'git |Please make sure you have the correct access rights|and the repository exists\.|clone of '.*' into submodule path .* failed|Could not fetch |some local refs could not be updated|Aborting$/i;
