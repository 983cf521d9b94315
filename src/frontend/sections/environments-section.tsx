import * as React from 'react';
import type { Environment } from '../../protocol/environment';
import { bytesText } from '../texts/bytes';
import { useActing } from './acting';
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
  return (
    <li className="studiolo-Row">
      <div className="studiolo-Row-main">
        <div className="studiolo-Row-title">
          <span className="studiolo-Name" title={prefix}>
            {name}
          </span>
          {!persistent && (
            <span className="studiolo-Badge" title={trans.__('It is not on the home volume: %1', prefix)}>
              {trans.__('lost on restart')}
            </span>
          )}
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
        {!kernel && pythonVersion !== undefined && !ipykernel && (
          <div className="studiolo-Quiet">
            {trans.__('To use it as a kernel:')} <code>{`conda install -n ${name} ipykernel`}</code>
          </div>
        )}
        {trouble && <NoticeView notice={trouble} trans={trans} />}
      </div>
      {!kernel && ipykernel && (
        <button
          type="button"
          className="jp-Button jp-mod-minimal studiolo-TextButton"
          disabled={busy}
          aria-label={trans.__('Register %1 as a kernel', name)}
          onClick={() => act(() => model.registerKernel(prefix))}
        >
          {busy ? trans.__('Registering…') : trans.__('Register')}
        </button>
      )}
    </li>
  );
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
  if (bytes !== undefined) return <span role="status">{bytesText(bytes, trans)}</span>;
  return (
    <>
      <button
        type="button"
        className="studiolo-LinkButton"
        disabled={busy}
        aria-label={trans.__('How large is %1?', name)}
        onClick={() => act(async () => setBytes((await model.environmentSize(prefix)).bytes))}
      >
        {busy ? trans.__('measuring…') : trans.__('size?')}
      </button>
      {trouble && <NoticeView notice={trouble} trans={trans} />}
    </>
  );
}
