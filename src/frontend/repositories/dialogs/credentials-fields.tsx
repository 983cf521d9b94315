import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { GitCredentials, RepositoryAccess } from '../../../protocol/repository-action';

/** What is typed so far; it is whole once both lines are there. */
export interface Typed {
  username: string;
  password: string;
  remember: boolean;
}

export const nothingTyped: Typed = { username: '', password: '', remember: false };

/** What was typed as the server is told it, and which server was shown; nothing where it is not whole. */
export function credentialsOf(
  { password, remember, username }: Typed,
  { host }: Pick<RepositoryAccess, 'host'>,
): GitCredentials | undefined {
  if (username.trim() === '' || password.trim() === '') return undefined;
  return { username: username.trim(), password: password.trim(), ...(remember && { remember: 'git' }), host };
}

/** Whether both lines are there; where they are optional, neither is as good. */
export function isWhole({ password, username }: Typed, need: 'wanted' | 'optional'): boolean {
  const lines = [username, password].filter((line) => line.trim() !== '').length;
  return lines === 2 || (lines === 0 && need === 'optional');
}

interface CredentialsFieldsProps {
  access: RepositoryAccess;
  typed: Typed;
  onChange: (typed: Typed) => void;
  trans: TranslationBundle;
}

/** User name and token for a Git server, and whether git's own helper may keep them. */
export function CredentialsFields({
  access: { helper, host, sharedHome },
  onChange,
  trans,
  typed,
}: CredentialsFieldsProps) {
  return (
    <div className="studiolo-Fields">
      <label>
        {trans.__('User name')}
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          value={typed.username}
          onChange={({ target }) => onChange({ ...typed, username: target.value })}
        />
      </label>
      <label>
        {trans.__('Token')}
        <input
          type="password"
          autoComplete="off"
          value={typed.password}
          onChange={({ target }) => onChange({ ...typed, password: target.value })}
        />
        <span className="studiolo-Quiet">{trans.__('Sent to %1 only; studiolo does not store it.', host)}</span>
      </label>
      {helper === undefined ? (
        <p className="studiolo-Quiet">
          {sharedHome
            ? trans.__('Not saved: everyone in a shared space could use it.')
            : trans.__('Not saved: Git has no credential helper here.')}
        </p>
      ) : (
        <label className="studiolo-mod-check">
          <input
            type="checkbox"
            checked={typed.remember}
            onChange={({ target }) => onChange({ ...typed, remember: target.checked })}
          />
          <span>
            {trans.__('Save with Git’s credential helper “%1”', helper)}
            {/^store\b/.test(helper) && (
              <span className="studiolo-Quiet"> {trans.__('(plain text in your home folder)')}</span>
            )}
          </span>
        </label>
      )}
    </div>
  );
}
