interface Owned {
  mode: number;
  uid: number;
  gid: number;
}
interface Someone {
  uid?: number;
  gid?: number;
}

/** Whether somebody may execute a file, by its mode and owner. */
export function executable(file: Owned, user: Someone): boolean {
  return user.uid === 0 ? (file.mode & 0o111) !== 0 : allowed(file, user, 0o1);
}

/** Whether somebody may read a file. */
export function readable(file: Owned, user: Someone): boolean {
  return user.uid === 0 || allowed(file, user, 0o4);
}

/** Whether somebody may do all that `rights` says: 4 reads, 2 writes, 1 executes. The owner's rights are the owner's only. */
export function allowed({ mode, uid, gid }: Owned, user: Someone, rights: number): boolean {
  const asked = uid === user.uid ? rights << 6 : gid === user.gid ? rights << 3 : rights;
  return (mode & asked) === asked;
}

/** A mode as people write it. */
export const octal = (mode: number): string => mode.toString(8).padStart(4, '0');
