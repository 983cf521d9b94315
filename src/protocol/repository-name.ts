/** What the repository at an address is called, as its folder is: the last part of it, decoded, without `.git`. */
export function repositoryName(url: string): string {
  const path = /^[a-z]+:\/\/[^/]*(.*)$/is.exec(url)?.[1] ?? url;
  const parts = decoded(path).split('/');
  while (parts.at(-1) === '' || parts.at(-1) === '.git') parts.pop();
  return (parts.at(-1) ?? '').replace(/\.git$/, '');
}

/** Whether a clone may be called so: a folder `.git` would make a repository of the folder around it. */
export const isRepositoryName = (name: string): boolean =>
  !/^(?:\.{0,2}|\.git)$/i.test(name) && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/]/u.test(name);

/** An address as it is meant; a per cent sign that begins no character stands for itself. */
export function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
