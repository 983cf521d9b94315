import { credentialFile } from '../verify/credential-file';

/** Version control keeps tokens beside addresses; the others are where tools keep their logins. */
const folders = /(^|\/)\.(git|hg|svn|aws|ssh|gnupg|azure|kube)(\/|$)/;
const files =
  /(^|\/)(\.env(\.[^/]+)?|\.envrc|credentials(\.json|\.csv)?|rootkey\.csv|\.htpasswd|\.vault-token|terraform\.tfstate(\.backup)?)$/i;
/** Samples are made to be handed on. */
const sample = /\.(example|sample|template|dist)$/i;
const content = /-----BEGIN [A-Z ]*PRIVATE KEY|_auth(Token)?\s*=\s*[^\s$]|_password\s*=\s*[^\s$]/;
/** Larger files are no keys. */
const mostBytes = 64 * 1024;

/** Whether a path of a build folder is never sent elsewhere, whatever is in it. */
export const isSecretPath = (path: string): boolean =>
  folders.test(path) || credentialFile.test(`/${path}`) || (files.test(path) && !sample.test(path));

/** Whether what a file holds is never sent elsewhere: private keys, and npm's logins. A certificate is no secret. */
export const isSecretContent = (bytes: Uint8Array): boolean =>
  bytes.length <= mostBytes && content.test(Buffer.from(bytes).toString('latin1'));
