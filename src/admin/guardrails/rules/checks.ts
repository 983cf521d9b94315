import { jobTypesMissing, settersMissing } from './actions-missing';
import { allowOnly } from './allow-only';
import { deadConditionKey } from './dead-condition-key';
import { effectInverted } from './effect-inverted';
import { keyOfAnotherAction } from './key-of-another-action';
import { keyWithoutAdministrator } from './key-without-administrator';
import { logsTooWide } from './logs-too-wide';
import { allValuesInsteadOfAny, missingNullTest } from './missing-null-test';
import { namespaceHalf } from './namespace-half';
import { placeholderLeft } from './placeholder-left';
import { policyUnreadable } from './policy-unreadable';
import { presenceOnly } from './presence-only';
import { listWithoutSetOperator, setOperatorOnSingleValue } from './set-operator';
import { tagValueUnchecked } from './tag-value-unchecked';
import { deniesWithoutCondition, testsTogether } from './tests-together';
import { updateLeftOpen } from './update-left-open';
import { wildcardAccount } from './wildcard-account';

/** Everything that is judged of a policy that somebody wrote. */
export const policyChecks = [
  policyUnreadable,
  deadConditionKey,
  presenceOnly,
  keyOfAnotherAction,
  namespaceHalf,
  allowOnly,
  effectInverted,
  wildcardAccount,
  setOperatorOnSingleValue,
  listWithoutSetOperator,
  missingNullTest,
  allValuesInsteadOfAny,
  settersMissing,
  updateLeftOpen,
  jobTypesMissing,
  tagValueUnchecked,
  testsTogether,
  deniesWithoutCondition,
  placeholderLeft,
  logsTooWide,
  keyWithoutAdministrator,
];
