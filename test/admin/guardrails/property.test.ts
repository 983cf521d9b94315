// For parameters by chance the policies are valid, stable, no larger than their place allows, refuse what they must, and
// let pass what is built of the parameters themselves.
import { documentText, generate } from '../../../src/admin/guardrails/generate';
import { guardrails } from '../../../src/admin/guardrails/guardrails';
import { proveTogether, prove } from '../../../src/admin/guardrails/prove';
import { readParameters } from '../../../src/admin/guardrails/read-parameters';
import { asList } from '../../../src/iam/policy';
import { readPolicy } from '../../../src/iam/read';
import { grammarOf } from './grammar';
import { randomParameters } from './random-parameters';

jest.setTimeout(120_000);

const seeds = Array.from({ length: Number(process.env['SEEDS'] ?? 6) }, (_, at) => at + 1);

test.each(seeds)('parameters by chance, %i', (seed) => {
  const p = randomParameters(seed);
  expect(readParameters(p)).toEqual(p);
  for (const one of guardrails) {
    const wrong = prove(one, p).filter(({ holds }) => !holds);
    expect(wrong.map(({ place, says, request }) => `${one.name} for ${place}: ${request.action}: ${says}`)).toEqual([]);
    for (const place of one.at) {
      const documents = generate([one], p, place);
      expect(generate([one], randomParameters(seed), place).map(documentText)).toEqual(documents.map(documentText));
      for (const document of documents) {
        expect(document.size).toBeLessThanOrEqual(document.most);
        expect(readPolicy(documentText(document), grammarOf[place])).toEqual({ document: document.document });
        expect(asList(document.document.Statement).length).toBeGreaterThan(0);
      }
    }
  }
});

test.each(seeds)('all together let the day pass, with parameters by chance, %i', (seed) => {
  const wrong = proveTogether(guardrails, randomParameters(seed), 'identity').filter(({ holds }) => !holds);
  expect(wrong).toEqual([]);
});
