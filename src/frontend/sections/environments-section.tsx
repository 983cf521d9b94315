import * as React from 'react';
import type { Environment } from '../../protocol/environment';
import { bytesText } from '../texts/bytes';
import { useActing } from './acting';
import { CopyButton } from './copy-button';
import { useKeptFocus } from './kept-focus';
import { NoticeView } from './notice-view';
import { type SectionProps, SectionView, WithView } from './section';

/** The conda environments found on this machine. */
export function EnvironmentsSection(props: SectionProps) {
  const { model, trans } = props;
  return (
    <WithView model={model}>
      {(view) => (
        <SectionView view={view} of={(snapshot) => snapshot.environments} trans={trans}>
          {(environments) =>
            environments.length === 0 ? (
              <p className="studiolo-Quiet">{trans.__('No conda environment was found.')}</p>
            ) : (
              <ul className="studiolo-List">
                {environments.map((environment) => (
                  <EnvironmentRow key={environment.prefix} environment={environment} {...props} />
                ))}
              </ul>
            )
          }
        </SectionView>
      )}
    </WithView>
  );
}

function EnvironmentRow({ environment, model, trans }: SectionProps & { environment: Environment }) {
  const { ipykernel, kernel, name, persistent, prefix, pythonVersion } = environment;
  const { act, busy, trouble } = useActing();
  const install = `conda install -p ${shellWord(prefix)} ipykernel`;
  return (
    <li className="studiolo-Row" ref={useKeptFocus()} tabIndex={-1}>
      <div className="studiolo-Row-main">
        <div className="studiolo-Row-title">
          <span className="studiolo-Name" title={prefix}>
            {name}
          </span>
        </div>
        <div className="studiolo-Row-detail">
          {pythonVersion === undefined ? trans.__('no Python') : trans.__('Python %1', pythonVersion)}
          {' · '}
          {kernel ? (
            <span title={trans.__('Kernel %1', kernel.name)}>{trans.__('kernel: %1', kernel.displayName)}</span>
          ) : (
            trans.__('no kernel')
          )}
          {' · '}
          <SizeOf prefix={prefix} name={name} model={model} trans={trans} />
        </div>
        <div className="studiolo-Row-actions">
          {persistent ? (
            <span className="studiolo-Badge" title={trans.__('It is on the home volume: %1', prefix)}>
              {trans.__('persistent')}
            </span>
          ) : (
            <span
              className="studiolo-Badge studiolo-mod-warn"
              title={trans.__('It is not on the home volume: %1', prefix)}
            >
              {trans.__('lost when the app is recreated')}
            </span>
          )}
          {!kernel && ipykernel && (
            <button
              type="button"
              className="studiolo-TextButton"
              aria-disabled={busy}
              aria-label={trans.__('Register as kernel: %1', name)}
              title={trans.__('Register as kernel: %1', name)}
              onClick={busy ? undefined : () => act(() => model.registerKernel(prefix))}
            >
              {busy ? trans.__('Registering…') : trans.__('Register as kernel')}
            </button>
          )}
        </div>
        {!kernel && pythonVersion !== undefined && !ipykernel && (
          <div className="studiolo-Row-detail">
            {trans.__('It has no ipykernel, which a kernel needs. Run in a terminal:')} <code>{install}</code>
            <CopyButton text={install} trans={trans} />
          </div>
        )}
        {trouble && <NoticeView notice={trouble} trans={trans} />}
      </div>
    </li>
  );
}

/** A path as one word for a shell. */
function shellWord(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

/** The size on disk, once it is asked for: it takes a walk through every file. */
function SizeOf({
  prefix,
  name,
  model,
  trans,
}: Pick<SectionProps, 'model' | 'trans'> & Pick<Environment, 'prefix' | 'name'>) {
  const { act, busy, trouble } = useActing();
  const [bytes, setBytes] = React.useState<number>();
  const size = bytes === undefined ? trans.__('size?') : bytesText(bytes, trans);
  return (
    <>
      <button
        type="button"
        className="studiolo-LinkButton"
        aria-disabled={busy}
        aria-label={
          bytes === undefined
            ? trans.__('size? How large is %1', name)
            : trans.__('%1 takes %2. Measure again', name, size)
        }
        title={trans.__('Measure %1', prefix)}
        onClick={() => act(async () => setBytes((await model.environmentSize(prefix)).bytes))}
      >
        <span aria-live="polite">{busy ? trans.__('measuring…') : size}</span>
      </button>
      {trouble && <NoticeView notice={trouble} trans={trans} />}
    </>
  );
}
