import type { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import { addressFault } from '../../../protocol/clone-address';
import { repositoryName } from '../../../protocol/repository-name';
import type { Notice } from '../../../protocol/notice';
import { plainText } from '../../../protocol/plain-text';
import type { Repository } from '../../../protocol/repository';
import type { CloneRepository, GitCredentials, RepositoryAccess } from '../../../protocol/repository-action';
import { useActing } from '../../elements/acting';
import { setAcceptable } from '../../elements/accept-button';
import { ClientError } from '../../model/client';
import { NoticeView } from '../../elements/notice-view';
import { CredentialsFields, credentialsOf, isWhole, nothingTyped, type Typed } from './credentials-fields';

/** What is asked, and what is known of it. */
export interface CloneQuestion {
  /** Absent: its address is asked for. */
  repository?: Pick<Repository, 'url' | 'name'> | undefined;
  /** How git gets in there, where that is known already. */
  access?: RepositoryAccess | undefined;
  accessOf(url: string): Promise<RepositoryAccess>;
  /** Where the file browser is, and the folders that it shows there. */
  folder: string;
  folders: string[];
  /** The server has refused before: credentials are in view at once. */
  refused: 'before' | 'never';
  branches(
    url: string,
    credentials: GitCredentials | undefined,
  ): Promise<{ branches: string[]; default?: string | undefined }>;
  trans: TranslationBundle;
}

interface Choice {
  url: string;
  access: RepositoryAccess | undefined;
  folder: string;
  branch: string;
  depth: number | undefined;
  typed: Typed;
}

/** The form of the dialog that asks how a repository is cloned. */
export class CloneForm extends ReactWidget implements Dialog.IBodyWidget<CloneRepository> {
  #choice: Choice;

  constructor(private readonly question: CloneQuestion) {
    super();
    this.addClass('studiolo-LaunchForm');
    const { access, folder, repository } = question;
    this.#choice = { url: repository?.url ?? '', access, folder, branch: '', depth: undefined, typed: nothingTyped };
  }

  getValue(): CloneRepository {
    const { access, branch, depth, folder, typed, url } = this.#choice;
    const credentials = access && credentialsOf(typed, access);
    return {
      url: url.trim(),
      folder: folder.trim().replace(/^\/+|\/+$/g, ''),
      ...(branch.trim() !== '' && { branch: branch.trim() }),
      ...(depth !== undefined && { depth }),
      ...(credentials && { credentials }),
    };
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.#judge();
  }

  #judge(): void {
    const { refused, repository } = this.question;
    const { access, typed, url } = this.#choice;
    const wanted = refused === 'before' && access?.signIn === 'as-configured';
    const named = repository !== undefined || addressFault(url.trim()) === undefined;
    setAcceptable(this.node, named && isWhole(typed, wanted ? 'wanted' : 'optional'));
  }

  protected override render(): React.JSX.Element {
    return (
      <Form
        {...this.question}
        first={this.#choice}
        onChange={(choice) => {
          this.#choice = choice;
          this.#judge();
        }}
      />
    );
  }
}

/** Commits back, as it is offered. */
const depths = [1, 50, 1_000];

function Form(props: CloneQuestion & { first: Choice; onChange: (choice: Choice) => void }) {
  const { first, folders, onChange, refused, repository, trans } = props;
  const [choice, setChoice] = React.useState(first);
  const latest = React.useRef(choice);
  const id = React.useId();
  const change = (part: Partial<Choice>) => {
    latest.current = { ...latest.current, ...part };
    setChoice(latest.current);
    onChange(latest.current);
  };
  const { access } = choice;
  const name = repository?.name ?? repositoryName(choice.url.trim());
  return (
    <>
      {!repository && <AddressField {...props} choice={choice} onChange={change} />}
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
        {(repository || addressFault(choice.url.trim()) === undefined) && (
          <span className="studiolo-Quiet">{trans.__('Creates the folder “%1” in it.', name)}</span>
        )}
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
      {access?.signIn === 'execution-role' && (
        <p className="studiolo-Quiet">{trans.__('Signs in to CodeCommit with the execution role.')}</p>
      )}
      {access?.signIn === 'ssh-key' && (
        <p className="studiolo-Quiet">{trans.__('Signs in to %1 with your SSH key.', access.host)}</p>
      )}
      {access?.signIn === 'as-configured' && (
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

/** Milliseconds without a key after which an address is taken to be whole. */
const typedFor = 400;

interface AddressFieldProps extends CloneQuestion {
  choice: Choice;
  onChange: (part: Partial<Choice>) => void;
}

/** The address, judged while it is typed; what git asks there is looked up, so that it is known where a token would go. */
function AddressField({ accessOf, choice, onChange, trans }: AddressFieldProps) {
  const url = choice.url.trim();
  const fault = addressFault(url);
  const [trouble, setTrouble] = React.useState<Notice>();
  // Asked once an address, whatever else is chosen meanwhile.
  const asking = React.useRef({ accessOf, onChange });
  React.useEffect(() => void (asking.current = { accessOf, onChange }));
  React.useEffect(() => {
    if (fault) return undefined;
    let meant = true;
    const timer = setTimeout(() => {
      asking.current.accessOf(url).then(
        (access) => meant && asking.current.onChange({ access }),
        (error: unknown) => {
          if (!(error instanceof ClientError)) throw error;
          if (meant) setTrouble(error.notice);
        },
      );
    }, typedFor);
    return () => {
      meant = false;
      clearTimeout(timer);
    };
  }, [fault, url]);
  return (
    <div className="studiolo-Field">
      <label>
        {trans.__('Address')}
        <input
          type="url"
          spellCheck={false}
          autoComplete="off"
          value={choice.url}
          placeholder={trans.__('%1', example)}
          onChange={({ target }) => {
            setTrouble(undefined);
            // What was typed for one server is not for the next.
            onChange({ url: target.value, access: undefined, branch: '', typed: nothingTyped });
          }}
        />
      </label>
      <span className="studiolo-Quiet" role="status">
        {url !== '' && fault === 'not-https' && trans.__('Enter an https address, such as %1', example)}
        {fault === 'password-in-address' &&
          trans.__('Leave the password out of the address. Sign in with a token below.')}
        {fault === 'more-than-address' && trans.__('Leave out “?” or “#” and what follows it.')}
      </span>
      {trouble && <NoticeView notice={trouble} trans={trans} />}
    </div>
  );
}

const example = 'https://github.com/acme/models.git';

function BranchField({
  branches,
  choice,
  onBranch,
  trans,
}: CloneQuestion & { choice: Choice; onBranch: (branch: string) => void }) {
  const { act, busy, trouble } = useActing();
  const { access, typed, url } = choice;
  const [listed, setListed] = React.useState<{ of: string; branches: string[]; default?: string | undefined }>();
  const known = listed?.of === url ? listed : undefined;
  const list = () =>
    act(async () => {
      const found = await branches(url.trim(), access && credentialsOf(typed, access));
      setListed({ of: url, ...found });
    });
  const waits = busy || addressFault(url.trim()) !== undefined;
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
          <button
            type="button"
            className="studiolo-TextButton"
            aria-disabled={waits}
            onClick={waits ? undefined : list}
          >
            {busy ? trans.__('Loading…') : trans.__('List branches')}
          </button>
        </span>
      )}
      {known === undefined && trouble && <NoticeView notice={trouble} trans={trans} />}
    </div>
  );
}
