import { jobTypesMissing, settersMissing } from './actions-missing';
import { allowOnly } from './allow-only';
import { deadConditionKey } from './dead-condition-key';
import { effectInverted } from './effect-inverted';
import { keyOfAnotherAction } from './key-of-another-action';
import { keyWithoutAdministrator } from './key-without-administrator';
import { logsTooWide } from './logs-too-wide';
import { allValuesInsteadOfAny, missingNullTest } from './missing-null-test';
import { placeholderLeft } from './placeholder-left';
import { policyUnreadable } from './policy-unreadable';
import { listWithoutSetOperator, setOperatorOnSingleValue } from './set-operator';
import { deniesWithoutCondition, testsTogether } from './tests-together';
import { wildcardAccount } from './wildcard-account';

/** Everything that is judged of a policy that somebody wrote. */
export const policyChecks = [
  policyUnreadable,
  deadConditionKey,
  keyOfAnotherAction,
  allowOnly,
  effectInverted,
  wildcardAccount,
  setOperatorOnSingleValue,
  listWithoutSetOperator,
  missingNullTest,
  allValuesInsteadOfAny,
  settersMissing,
  jobTypesMissing,
  testsTogether,
  deniesWithoutCondition,
  placeholderLeft,
  logsTooWide,
  keyWithoutAdministrator,
];
