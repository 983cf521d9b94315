import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Environment } from '../../protocol/environment';
import type { Job } from '../../protocol/job';
import { useActing } from '../elements/acting';
import { ActionButtons } from '../elements/action-buttons';
import { Foreign } from '../elements/foreign';
import { NoticeView } from '../elements/notice-view';
import { Row } from '../elements/row';
import { TextButton } from '../elements/text-button';
import { environmentActions } from './actions';
import { ailmentText } from './ailment-text';
import { ailmentsOf } from './ailments';
import { EnvironmentJob } from './job';
import { isRegistrable, kernelOf } from './kernels-of';
import { environmentMenu } from './menu';
import type { EnvironmentsProps } from './props';

export interface EnvironmentRowProps extends EnvironmentsProps {
  name: string;
  prefix: string;
  /** Undefined while it is being made, and where there is none any more. */
  environment: Environment | undefined;
  /** The newest action on it. */
  job: Job | undefined;
  /** Where apps come and go, what is not on the home volume is lost. */
  place: 'studio' | 'outside';
}

/** An environment: its Python and its kernel, what is wrong with it, what goes on, and what can be done. */
export const EnvironmentRow = React.memo(function EnvironmentRow(props: EnvironmentRowProps) {
  const { commands, environment, job, name, place, prefix, requests, trans, verbs } = props;
  const acting = useActing();
  const waiting = acting.busy || job?.outcome.kind === 'running';
  const [ailment] = environment ? ailmentsOf(environment) : [];
  const shown = ailment?.what === 'volume' ? undefined : ailment;
  const words = shown && ailmentText(shown, trans);
  return (
    <Row
      name={name}
      hint={prefix}
      mark={
        <span className={`studiolo-Dot studiolo-mod-${markOf(environment, shown !== undefined)}`}>{shown && '⚠'}</span>
      }
      words={
        environment && (
          <>
            {words ? (
              <span title={words.told.includes(words.short) ? words.told : `${words.short} · ${words.told}`}>
                {words.short}
              </span>
            ) : (
              <>
                <span title={environment.pythonVersion && trans.__('Python %1', environment.pythonVersion)}>
                  <Foreign>
                    {environment.pythonVersion?.replace(/^(\d+\.\d+)\..*$/s, '$1') ?? trans.__('no Python')}
                  </Foreign>
                </span>
                <KernelWord environment={environment} trans={trans} />
              </>
            )}
            {place === 'studio' && !environment.persistent && !environment.gone && (
              <span
                className="studiolo-Badge studiolo-mod-warn"
                title={trans.__('Not saved: lost at restart (%1)', prefix)}
              >
                {trans.__('Not saved')}
              </span>
            )}
          </>
        )
      }
      offer={
        environment &&
        !waiting &&
        (shown && words ? (
          <TextButton
            label={trans.__('%1: %2', words.repair, name)}
            main
            tabIndex={-1}
            onClick={() => acting.act(() => requests.repair({ prefix, what: shown.what }))}
          >
            {trans.__('Fix')}
          </TextButton>
        ) : (
          <ActionButtons
            actions={environmentActions}
            subject={environment}
            name={name}
            look="words"
            state="at-rest"
            act={(verb) => acting.act(() => verbs[verb](environment))}
            trans={trans}
          />
        ))
      }
      menu={environment && (() => environmentMenu(commands, environment, trans))}
      waiting={waiting}
      trans={trans}
    >
      {job && <EnvironmentJob job={job} requests={requests} trans={trans} />}
      {acting.trouble && <NoticeView notice={acting.trouble} trans={trans} />}
    </Row>
  );
});

function markOf(environment: Environment | undefined, ails: boolean): string {
  if (ails) return 'warning';
  return environment && kernelOf(environment) ? 'inservice' : 'none';
}

function KernelWord({ environment, trans }: { environment: Environment; trans: TranslationBundle }) {
  const { kernels } = environment;
  if (!kernels) return <Word>{trans.__('kernel unknown')}</Word>;
  const kernel = kernelOf(environment);
  // That there is none, the button says that makes one.
  if (!kernel) return isRegistrable(environment) ? null : <Word>{trans.__('no kernel')}</Word>;
  const names = kernels.map(({ displayName }) => displayName).join(', ');
  return <span title={trans.__('Kernel: %1', names)}>{trans.__('kernel')}</span>;
}

/** A word that may be cut, whole for who points at it. */
const Word = ({ children }: { children: string }) => <span title={children}>{children}</span>;
