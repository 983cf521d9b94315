import type { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';
import { plainText } from '../../../protocol/plain-text';
import type { Repository } from '../../../protocol/repository';
import type { CloneRepository, GitCredentials, RepositoryAccess } from '../../../protocol/repository-action';
import { useActing } from '../../elements/acting';
import { NoticeView } from '../../elements/notice-view';
import { CredentialsFields, credentialsOf, nothingTyped, type Typed } from './credentials-fields';

/** What is asked, and what is known of it. */
export interface CloneQuestion {
  repository: Repository;
  access: RepositoryAccess;
  /** Where the file browser is, and the folders that it shows there. */
  folder: string;
  folders: string[];
  /** The server has refused before: credentials are in view at once. */
  refused: 'before' | 'never';
  branches(credentials: GitCredentials | undefined): Promise<{ branches: string[]; default?: string | undefined }>;
  trans: TranslationBundle;
}

type Chosen = Omit<CloneRepository, 'url'>;

interface Choice {
  folder: string;
  branch: string;
  depth: number | undefined;
  typed: Typed;
}

/** The form of the dialog that asks how a repository is cloned. */
export class CloneForm extends ReactWidget implements Dialog.IBodyWidget<Chosen> {
  #choice: Choice;

  constructor(private readonly question: CloneQuestion) {
    super();
    this.addClass('studiolo-LaunchForm');
    this.#choice = { folder: question.folder, branch: '', depth: undefined, typed: nothingTyped };
  }

  getValue(): Chosen {
    const { branch, depth, folder, typed } = this.#choice;
    const credentials = credentialsOf(typed, this.question.access);
    return {
      folder: folder.trim().replace(/^\/+|\/+$/g, ''),
      ...(branch.trim() !== '' && { branch: branch.trim() }),
      ...(depth !== undefined && { depth }),
      ...(credentials && { credentials }),
    };
  }

  protected override render(): React.JSX.Element {
    return <Form {...this.question} first={this.#choice} onChange={(choice) => (this.#choice = choice)} />;
  }
}

/** Commits back, as it is offered. */
const depths = [1, 50, 1_000];

function Form(props: CloneQuestion & { first: Choice; onChange: (choice: Choice) => void }) {
  const { access, first, folders, onChange, refused, repository, trans } = props;
  const [choice, setChoice] = React.useState(first);
  const id = React.useId();
  const change = (part: Partial<Choice>) => {
    const next = { ...choice, ...part };
    setChoice(next);
    onChange(next);
  };
  return (
    <>
      <label>
        {trans.__('Folder')}
        <input
          type="text"
          list={id}
          spellCheck={false}
          value={choice.folder}
          placeholder={trans.__('Root folder')}
          onChange={({ target }) => change({ folder: target.value })}
        />
        <datalist id={id}>
          {folders.map((folder) => (
            <option key={folder} value={folder} />
          ))}
        </datalist>
        <span className="studiolo-Quiet">{trans.__('Creates the folder “%1” in it.', repository.name)}</span>
      </label>
      <BranchField {...props} choice={choice} onBranch={(branch) => change({ branch })} />
      <label>
        {trans.__('History')}
        <select
          value={choice.depth ?? ''}
          onChange={({ target }) => change({ depth: target.value === '' ? undefined : Number(target.value) })}
        >
          <option value="">{trans.__('All')}</option>
          {depths.map((depth) => (
            <option key={depth} value={depth}>
              {depth === 1 ? trans.__('Latest commit only') : trans.__('Latest %1 commits', depth)}
            </option>
          ))}
        </select>
      </label>
      {access.signIn === 'execution-role' && (
        <p className="studiolo-Quiet">{trans.__('Signs in to CodeCommit with the execution role.')}</p>
      )}
      {access.signIn === 'ssh-key' && (
        <p className="studiolo-Quiet">{trans.__('Signs in to %1 with your SSH key.', access.host)}</p>
      )}
      {access.signIn === 'as-configured' && (
        <details open={refused === 'before'}>
          <summary>{trans.__('Sign in to %1 (if needed)', access.host)}</summary>
          <CredentialsFields
            access={access}
            trans={trans}
            typed={choice.typed}
            onChange={(typed) => change({ typed })}
          />
        </details>
      )}
    </>
  );
}

function BranchField({
  access,
  branches,
  choice,
  onBranch,
  trans,
}: CloneQuestion & { choice: Choice; onBranch: (branch: string) => void }) {
  const { act, busy, trouble } = useActing();
  const [known, setKnown] = React.useState<{ branches: string[]; default?: string | undefined }>();
  const list = () => act(async () => setKnown(await branches(credentialsOf(choice.typed, access))));
  const standard = known?.default;
  const id = React.useId();
  return (
    <div className="studiolo-Field">
      <label htmlFor={id}>{trans.__('Branch')}</label>
      {known ? (
        <select id={id} value={choice.branch} onChange={({ target }) => onBranch(target.value)}>
          <option value="">
            {standard === undefined ? trans.__('Default branch') : trans.__('%1 (default)', standard)}
          </option>
          {known.branches
            .filter((branch) => branch !== standard)
            .map((branch) => (
              <option key={branch} value={branch}>
                {plainText(branch)}
              </option>
            ))}
        </select>
      ) : (
        <span className="studiolo-Field-line">
          <input
            id={id}
            type="text"
            spellCheck={false}
            value={choice.branch}
            placeholder={trans.__('Default branch')}
            onChange={({ target }) => onBranch(target.value)}
          />
          <button type="button" className="studiolo-TextButton" aria-disabled={busy} onClick={busy ? undefined : list}>
            {busy ? trans.__('Loading…') : trans.__('List branches')}
          </button>
        </span>
      )}
      {known === undefined && trouble && <NoticeView notice={trouble} trans={trans} />}
    </div>
  );
}
