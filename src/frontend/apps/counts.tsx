import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Snapshot } from '../../protocol/snapshot';
import { moneyText } from '../texts/money';

/** In the title: how many run, and what has been spent today. */
export function AppCounts({ snapshot, trans }: { snapshot: Snapshot; trans: TranslationBundle }) {
  const { apps, cost } = snapshot;
  if (apps.state !== 'ready') return null;
  // As many as there are green dots, whether or not they cost anything.
  const running = apps.value.filter(({ status }) => status === 'InService').length;
  const billed = apps.value.filter((app) => app.billed).length;
  const words = [trans._n('%1 running', '%1 running', running)];
  const known = cost.state === 'ready' ? cost.value : undefined;
  if (known && (known.sum.today > 0 || known.sum.unpriced < billed))
    words.push(trans.__('%1 today', moneyText(known.sum.today, known.currency)));
  const whole = words.join(' · ');
  return <span title={trans.__('%1 (as far as this app has seen; days are in UTC)', whole)}>{whole}</span>;
}
