import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { codeCommitProgram, codeCommitServer } from '../../studio/git-configuration';
import type { Whereabouts } from '../configuration';
import type { GitSetting } from './git';

/**
 * The settings by which git signs in to CodeCommit with the role that the app has, through the AWS CLI's credential
 * helper. Nothing where the address is another server's, or there is no AWS CLI. They are those of "Set up HTTPS
 * connections with the AWS CLI credential helper" in CodeCommit's user guide, for one server instead of all, and in
 * place of other helpers: one that keeps what it sees would offer a signature of a quarter of an hour for ever.
 */
export async function signInToCodeCommit(
  whereabouts: Pick<Whereabouts, 'variables'>,
  address: string,
): Promise<GitSetting[] | undefined> {
  const [server] = codeCommitServer.exec(address) ?? [];
  if (server === undefined || !(await onPath('aws', whereabouts.variables['PATH'] ?? ''))) return undefined;
  return [
    [`credential.${server}.helper`, ''],
    [`credential.${server}.helper`, codeCommitProgram],
    [`credential.${server}.UseHttpPath`, 'true'],
  ];
}

async function onPath(program: string, folders: string): Promise<boolean> {
  const found = folders.split(path.delimiter).map((folder) =>
    access(path.join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(found)).includes(true);
}
