import { bundledPrices } from '../../../src/studio/price/bundled-prices';
import { priceRow } from '../../../src/studio/price/price-document';
import { hourlyRate, pricedInstanceTypes, priceTable } from '../../../src/studio/price/price-table';
import { priceDocument } from './price-document';

const rows = (...documents: string[]) => documents.flatMap((document) => priceRow(document) ?? []);

test('what is charged for is read from the usage type, with or without a region before it', () => {
  expect(priceRow(priceDocument('USE1-Studio:JupyterLab-ml.t3.medium', '0.0500000000'))).toEqual({
    of: 'app',
    usagePrefix: 'USE1-',
    appType: 'JupyterLab',
    instanceType: 'ml.t3.medium',
    usdPerHour: 0.05,
  });
  expect(priceRow(priceDocument('Studio:CodeEditor-ml.p6-b200.48xlarge', '113.9'))).toMatchObject({
    usagePrefix: '',
    appType: 'CodeEditor',
    instanceType: 'ml.p6-b200.48xlarge',
  });
  expect(priceRow(priceDocument('AFS1-Studio:VolumeUsage.gp3', '0.14', 'GB-Month'))).toMatchObject({
    of: 'volume',
    usdPerGbMonth: 0.14,
  });
});

test.each([
  ['a $0 row', priceDocument('USE1-Studio:JupyterLab-ml.t3.medium', '0.0000000000')],
  ['another unit', priceDocument('USE1-Studio:JupyterLab-ml.t3.medium', '0.05', 'Quantity')],
  ['another part of SageMaker', priceDocument('USE1-Host:ml.t3.medium', '0.05')],
  ['Data Wrangler', priceDocument('USE1-Studio:DataWrangler-ml.m5.4xlarge', '0.922')],
  ['text that is no price', priceDocument('USE1-Studio:JupyterLab-ml.t3.medium', 'free')],
  ['no terms', '{"product":{"attributes":{"usagetype":"USE1-Studio:JupyterLab-ml.t3.medium"}},"terms":{}}'],
  ['no JSON', '{"product"'],
])('%s is no price', (_, document) => expect(priceRow(document)).toBeUndefined());

test('two prices of one thing are not chosen between', () => {
  const table = priceTable(
    'us-east-1',
    '2026-11-24',
    rows(
      priceDocument('USE1-Studio:JupyterLab-ml.t3.medium', '0.05'),
      priceDocument('USE1-Studio:JupyterLab-ml.t3.medium', '0.05'),
      priceDocument('USE1-Studio:JupyterLab-ml.t3.large', '0.1'),
      priceDocument('USE1-Studio:JupyterLab-ml.t3.large', '0.2'),
    ),
  );
  expect(hourlyRate(table, 'JupyterLab', 'ml.t3.medium')).toBe(0.05);
  expect(hourlyRate(table, 'JupyterLab', 'ml.t3.large')).toBeUndefined();
  expect(pricedInstanceTypes(table, 'JupyterLab')).toEqual(['ml.t3.medium']);
});

test("a rate is the app type's own; Classic's system is what the model says it is", () => {
  const table = priceTable(
    'us-east-1',
    '2026-11-24',
    rows(priceDocument('USE1-Studio:KernelGateway-ml.t3.medium', '0.05')),
  );
  expect(hourlyRate(table, 'JupyterLab', 'ml.t3.medium')).toBeUndefined();
  expect(hourlyRate(table, 'KernelGateway', 'system')).toBe(0.05);
  expect(hourlyRate(table, 'JupyterServer', 'system')).toBe(0);
  expect(hourlyRate(table, 'JupyterLab', undefined)).toBeUndefined();
});

test('the shipped table says where and when its prices are from, and is empty where none were seen', () => {
  const { source, perHour } = bundledPrices('us-west-2');
  expect(source).toMatchObject({ kind: 'bundled', date: expect.stringMatching(/^2026-\d\d-\d\d$/) });
  expect(perHour['JupyterLab/ml.t3.medium']).toBe(0.05);
  expect(bundledPrices('eu-west-1').perHour).toEqual({});
});
