import { say, type Message } from '../../protocol/message';
import type { Currency } from '../../protocol/cost';
import type { PriceTable } from './price-table';

/*
 * For where the Price List may not be asked. Only prices that were seen are here, and few have been; everything else is
 * unknown rather than guessed. The sources are second-hand: a workshop's live account (JupyterLab, which it runs), a cost
 * study of a live account, and a hand-written table of Studio notebooks. Storage was seen in none of them.
 */
const collected = '2026-11-24';
const workshop = say('origin-workshop');

const seen: { region: string; from: Message; perHour: Record<string, number> }[] = [
  {
    region: 'us-west-2',
    from: workshop,
    perHour: {
      'JupyterLab/ml.t3.medium': 0.05,
      'JupyterLab/ml.g5.12xlarge': 7.09,
      'JupyterLab/ml.g6.24xlarge': 8.344,
    },
  },
  {
    region: 'ap-northeast-2',
    from: workshop,
    perHour: {
      'JupyterLab/ml.t3.medium': 0.062,
      'JupyterLab/ml.g5.12xlarge': 8.718,
      'JupyterLab/ml.g6.24xlarge': 10.26,
    },
  },
  {
    region: 'us-east-1',
    from: say('origin-cost-study'),
    perHour: { 'JupyterLab/ml.m7i.48xlarge': 11.612 },
  },
  {
    region: 'us-east-2',
    from: say('origin-notebooks'),
    perHour: {
      'KernelGateway/ml.t3.medium': 0.05,
      'KernelGateway/ml.t3.large': 0.1,
      'KernelGateway/ml.m5.large': 0.115,
      'KernelGateway/ml.m5.xlarge': 0.23,
      'KernelGateway/ml.r5.large': 0.151,
    },
  },
];

/** The prices of a region that are shipped; an empty table where none are, in the currency that is billed there. */
export function bundledPrices(region: string, currency: Currency): PriceTable {
  const found = currency === 'USD' ? seen.find((table) => table.region === region) : undefined;
  const from = found ? say('shipped-prices', { origin: found.from }) : say('shipped-prices-none');
  return { region, source: { kind: 'bundled', date: collected, from }, currency, perHour: found?.perHour ?? {} };
}
