import { ellipsesIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { Environment } from '../../protocol/environment';
import type { Job } from '../../protocol/job';
import { plainText } from '../../protocol/plain-text';
import { type Acting, useActing } from '../elements/acting';
import { ActionButton } from '../elements/action-button';
import { Foreign } from '../elements/foreign';
import { useKeptFocus } from '../elements/kept-focus';
import { NoticeView } from '../elements/notice-view';
import { verbsThatFit } from '../elements/row-action';
import { atRightClick, openRowMenu } from '../elements/row-menu';
import { bytesText } from '../texts/bytes';
import { environmentActions } from './actions';
import { ailmentText } from './ailment-text';
import { ailmentsOf } from './ailments';
import { EnvironmentJob } from './job';
import { environmentMenu } from './menu';
import type { EnvironmentsProps } from './props';

export interface EnvironmentRowProps extends EnvironmentsProps {
  name: string;
  prefix: string;
  /** Undefined while it is being made, and where there is none any more. */
  environment: Environment | undefined;
  /** The newest action on it. */
  job: Job | undefined;
}

/** An environment: its Python, its kernel, whether it lasts, what is wrong with it, what goes on, and what can be done. */
export function EnvironmentRow(props: EnvironmentRowProps) {
  const { commands, environment, job, name, prefix, requests, trans } = props;
  const acting = useActing();
  const waiting = acting.busy || job?.outcome.kind === 'running';
  const open = (place: { x: number; y: number }) => {
    if (environment && !waiting) openRowMenu(environmentMenu(commands, environment, trans), place);
  };
  return (
    <li className="studiolo-Row" ref={useKeptFocus()} tabIndex={-1} onContextMenu={atRightClick(open)}>
      <div className="studiolo-Row-main">
        <div className="studiolo-Row-title">
          <span className="studiolo-Name" title={plainText(prefix)}>
            <Foreign>{name}</Foreign>
          </span>
        </div>
        {environment && !environment.gone && (
          <Details {...props} environment={environment} acting={acting} waiting={waiting} />
        )}
        {environment &&
          !waiting &&
          ailmentsOf(environment).map((ailment) => {
            const { what } = ailment;
            const { repair, told } = ailmentText(ailment, trans);
            return (
              <div key={what} className="studiolo-Row-detail">
                {what !== 'volume' && `${told} `}
                <button
                  type="button"
                  className="studiolo-TextButton"
                  aria-label={trans.__('%1: %2', repair, name)}
                  title={told}
                  onClick={() => acting.act(() => requests.repair({ prefix, what }))}
                >
                  {repair}
                </button>
              </div>
            );
          })}
        {job && <EnvironmentJob job={job} requests={requests} trans={trans} />}
        {acting.trouble && <NoticeView notice={acting.trouble} trans={trans} />}
      </div>
      {environment && (
        <button
          type="button"
          className="studiolo-IconButton"
          aria-haspopup="menu"
          aria-disabled={waiting}
          aria-label={trans.__('Actions for %1', name)}
          title={trans.__('Actions for %1', name)}
          onClick={({ currentTarget }) => {
            const { bottom, left } = currentTarget.getBoundingClientRect();
            open({ x: left, y: bottom });
          }}
        >
          <ellipsesIcon.react tag="span" width="16px" />
        </button>
      )}
    </li>
  );
}

interface DetailsProps extends EnvironmentRowProps {
  environment: Environment;
  acting: Acting;
  waiting: boolean;
}

function Details({ acting: { act, busy }, environment, name, prefix, requests, trans, verbs, waiting }: DetailsProps) {
  const { kernels, persistent, pythonVersion } = environment;
  return (
    <>
      <div className="studiolo-Row-detail">
        {pythonVersion === undefined ? trans.__('no Python') : trans.__('Python %1', pythonVersion)}
        {' · '}
        {kernels === undefined
          ? trans.__('kernel not known')
          : kernels.length === 0
            ? trans.__('no kernel')
            : kernels.map((kernel, index) => (
                <React.Fragment key={kernel.name}>
                  {index > 0 && ' · '}
                  <span title={trans.__('Kernel %1', kernel.name)}>{trans.__('kernel: %1', kernel.displayName)}</span>
                </React.Fragment>
              ))}
        {' · '}
        <SizeOf prefix={prefix} name={name} requests={requests} trans={trans} />
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
        {verbsThatFit(environmentActions, environment).map((verb) => (
          <ActionButton
            key={verb}
            action={environmentActions[verb]}
            subject={environment}
            name={name}
            state={busy ? 'at-work' : waiting ? 'waiting' : 'at-rest'}
            act={() => act(() => verbs[verb](environment))}
            trans={trans}
          />
        ))}
      </div>
    </>
  );
}

/** The size on disk, once it is asked for: it takes a walk through every file. */
function SizeOf({
  prefix,
  name,
  requests,
  trans,
}: Pick<EnvironmentsProps, 'requests' | 'trans'> & Pick<Environment, 'prefix' | 'name'>) {
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
        onClick={() => act(async () => setBytes((await requests.size(prefix)).bytes))}
      >
        <span aria-live="polite">{busy ? trans.__('measuring…') : size}</span>
      </button>
      {trouble && <NoticeView notice={trouble} trans={trans} />}
    </>
  );
}
