import type { TranslationBundle } from '@jupyterlab/translation';
import type { Job } from '../../protocol/job';
import { jobTitle as title } from '../../protocol/job-title';
import { worded } from '../../protocol/worded';

/** What goes on: `Creating environment demand`, `Starting ana-archive`. */
export const jobTitle = (job: Job, trans: TranslationBundle): string => worded(title(job), trans);
