import { decoded, isRepositoryName, repositoryName } from './repository-name';

/** What is wrong with an address from which something shall be cloned. */
export type AddressFault = 'not-https' | 'password-in-address' | 'more-than-address';

/** Characters; no server takes longer ones. */
const longest = 2_000;

/**
 * Whether git may be given this address for a clone: https, with the path of a repository. A password in it would be kept in
 * the clone's configuration, and shown with it; a user name alone, as Bitbucket writes it, may be there. What follows `?` or
 * `#` in the address of a page is nothing to git, and may be a token.
 */
export function addressFault(address: string): AddressFault | undefined {
  if (address.length > longest) return 'not-https';
  if (secret.test(address)) return 'password-in-address';
  if (!https.test(address) || !URL.canParse(address) || obeyed.test(decoded(address))) return 'not-https';
  if (/[?#]/.test(address)) return 'more-than-address';
  return isRepositoryName(repositoryName(address)) ? undefined : 'not-https';
}

/** A password before the `@`, or in place of a user name a token of GitHub or GitLab. */
const secret = /^[a-z]+:\/\/(?:[^@/]*(?::|%3a)[^@/]*|(?:gh[a-z]_|github_pat_|glpat-)[^@/]*)@/i;

/** `https://[user@]host[:port]/path`; a host may be an IPv6 address. */
const https = /^https:\/\/(?:[^@/\s]*@)?(?:\[[\da-f:.]+\]|[^\s/@?#:[\]\\-][^\s/@?#:[\]\\]*)(?::\d+)?\/+[^\s/?#]\S*$/i;

/** Characters that a reader obeys instead of showing them. */
const obeyed = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
