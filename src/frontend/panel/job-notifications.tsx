import { Dialog, Notification, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { PromiseDelegate } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import * as React from 'react';
import type { Job } from '../../protocol/job';
import { JobLogView } from '../environments/job-log-view';
import type { EnvironmentRequests } from '../environments/requests';
import type { SnapshotModel } from '../model/snapshot-model';
import { worded } from '../../protocol/worded';
import { jobTitle } from '../texts/job-title';
import { withoutControls } from '../texts/careful';
import { noticeText } from '../texts/notice-text';

interface Parts {
  model: SnapshotModel;
  log: Pick<EnvironmentRequests, 'job'>;
  trans: TranslationBundle;
}

/** What takes a moment only is told in its row alone. */
const brief: readonly Job['kind'][] = ['fetch-repository', 'pull-repository', 'stop-app'];

/** What is done by a program that writes; of what SageMaker does there is no log. */
const hasLog = ({ kind, target }: Job) => target.kind === 'environment' || kind === 'clone-repository';

/** Tells of long actions from start to end by a notification, wherever the user looks meanwhile. */
export class JobNotifications implements IDisposable {
  #isDisposed = false;
  readonly #running = new Map<string, PromiseDelegate<string>>();

  constructor(private readonly parts: Parts) {
    parts.model.changed.connect(this.#look, this);
  }

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.parts.model.changed.disconnect(this.#look, this);
  }

  #look(): void {
    const jobs = this.parts.model.view.snapshot?.jobs ?? [];
    for (const job of jobs) {
      const told = this.#running.get(job.id);
      if (job.outcome.kind === 'running') {
        if (!told && !brief.includes(job.kind)) this.#begin(job);
        continue;
      }
      if (!told) continue;
      this.#running.delete(job.id);
      const { trans } = this.parts;
      if (job.outcome.kind === 'failed') told.reject(noticeText(job.outcome.notice, trans));
      else told.resolve(worded(job.outcome.message, trans));
    }
  }

  #begin(job: Job): void {
    const { trans } = this.parts;
    const end = new PromiseDelegate<string>();
    this.#running.set(job.id, end);
    const actions = hasLog(job) ? [{ label: trans.__('Show log'), callback: () => void this.#showLog(job) }] : [];
    Notification.promise<string, string>(end.promise, {
      pending: { message: trans.__('%1…', jobTitle(job, trans)), options: { actions } },
      success: { message: (text) => withoutControls(String(text)), options: { actions, autoClose: 5000 } },
      error: {
        message: (text) => withoutControls(String(text)),
        options: { actions },
      },
    });
  }

  async #showLog(job: Job): Promise<void> {
    const { log, trans } = this.parts;
    await showDialog({
      title: jobTitle(job, trans),
      body: <JobLogView job={job} requests={log} shown="always" trans={trans} />,
      buttons: [Dialog.okButton({ label: trans.__('Close') })],
    });
  }
}
