import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { AppMonth, MonthCost } from '../../protocol/month-cost';
import type { Section } from '../../protocol/notice';
import { Foreign } from '../elements/foreign';
import { NoticeView } from '../elements/notice-view';
import { useAnswer } from '../elements/use-answer';
import { moneyText } from '../texts/money';
import { noticeKey } from '../texts/notice-text';

interface MonthViewProps {
  month: () => Promise<Section<MonthCost>>;
  trans: TranslationBundle;
}

/** What the month has cost so far, by app, and what is not known of it. It is asked for when this is shown. */
export function MonthView({ month, trans }: MonthViewProps) {
  const answer = useAnswer(month);
  if (answer.state === 'asking')
    return (
      <p className="studiolo-Quiet" role="status" aria-busy="true">
        {trans.__('Adding up this month…')}
      </p>
    );
  const notices = answer.state === 'refused' ? [answer.notice] : answer.value.notices;
  return (
    <>
      {answer.state === 'answered' && answer.value.state === 'ready' && (
        <Month cost={answer.value.value} trans={trans} />
      )}
      {notices.map((notice) => (
        <NoticeView key={noticeKey(notice)} notice={notice} trans={trans} />
      ))}
    </>
  );
}

function Month({ cost, trans }: { cost: MonthCost; trans: TranslationBundle }) {
  const { amount, apps, currency, hours, storage, unpricedHours } = cost;
  const nothingKnown = hours > 0 && unpricedHours === hours && !storage?.amount;
  return (
    <>
      <table className="studiolo-Month">
        <caption>{trans.__('%1 so far (UTC)', monthName(cost.month))}</caption>
        <thead>
          <tr>
            <th scope="col">{trans.__('App')}</th>
            <th scope="col">{trans.__('Hours')}</th>
            <th scope="col">{trans.__('Cost')}</th>
          </tr>
        </thead>
        <tbody>
          {apps.map((app, at) => (
            // In Studio Classic a user profile may have several of a kind.
            <tr key={at}>
              <th scope="row">
                <Foreign>{nameOf(app)}</Foreign>{' '}
                <span className="studiolo-Quiet">
                  <Foreign>
                    {[app.appType, app.instanceTypes.join(', ').replaceAll('ml.', '')].filter(Boolean).join(' · ')}
                  </Foreign>
                </span>
              </th>
              <td>{app.hours.toFixed(1)}</td>
              <td>
                {app.hours > 0 && app.unpricedHours === app.hours
                  ? trans.__('unknown')
                  : moneyText(app.amount, currency)}
              </td>
            </tr>
          ))}
          {storage && (
            <tr>
              <th scope="row">{trans.__('Storage, %1 GB at its size today', storage.gigabytes)}</th>
              <td />
              <td>{storage.amount === undefined ? trans.__('unknown') : moneyText(storage.amount, currency)}</td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{trans.__('Total')}</th>
            <td>{hours.toFixed(1)}</td>
            <td>{nothingKnown ? trans.__('unknown') : moneyText(amount + (storage?.amount ?? 0), currency)}</td>
          </tr>
        </tfoot>
      </table>
      {apps.length === 0 && <p>{trans.__('No app was seen running this month.')}</p>}
      {doubts(cost, trans).map((doubt) => (
        <p key={doubt} className="studiolo-Quiet">
          {doubt}
        </p>
      ))}
    </>
  );
}

/** What is not known, so that nobody takes the sum for the bill. */
function doubts({ hoursSoFar, hoursWatched, storage, unpricedHours }: MonthCost, trans: TranslationBundle): string[] {
  return [
    ...(unpricedHours > 0 ? [trans.__('Not included: %1 h at an unknown price.', unpricedHours.toFixed(1))] : []),
    ...(storage && storage.amount === undefined ? [trans.__('Not included: storage at an unknown price.')] : []),
    ...(hoursSoFar - hoursWatched >= 1
      ? [
          trans.__(
            'studiolo watched %1 of %2 h. Apps that started and stopped in the other hours are missing.',
            Math.floor(hoursWatched),
            Math.floor(hoursSoFar),
          ),
        ]
      : []),
    trans.__('Without discounts, taxes and other services.'),
  ];
}

const nameOf = ({ owner }: AppMonth) => (owner.kind === 'space' ? owner.spaceName : owner.userProfileName);
const monthName = (month: string) =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });
