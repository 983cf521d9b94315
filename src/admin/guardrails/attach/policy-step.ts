import * as z from 'zod';
import type { StepOf } from '../../converge/step';
import { PolicyRef } from './policy';

/** `says` is what people are told of it, a line each. */
const written = { policy: PolicyRef, text: z.string(), says: z.array(z.string()) };
const Create = z.object({ do: z.literal('create-policy'), ...written });
const Change = z.object({ do: z.literal('change-policy'), ...written });
const Attach = z.object({ do: z.literal('attach-policy'), policy: PolicyRef });
const Detach = z.object({ do: z.literal('detach-policy'), policy: PolicyRef });
const Remove = z.object({ do: z.literal('remove-policy'), policy: PolicyRef });

/** What is done for guardrails to stand where the file says. */
export const policyStepBodies = [Create, Change, Attach, Detach, Remove] as const;
export type PolicyBody = z.infer<(typeof policyStepBodies)[number]>;
export type PolicyStep = StepOf<PolicyBody>;
export type PolicyStepThatDoes<Do extends PolicyBody['do']> = Extract<PolicyStep, { do: Do }>;
