import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';

/** Something that the price list has a price of. */
export interface Product {
  attributes: Record<string, string>;
  unit: string;
  usd: string;
}

export interface PriceListServer {
  url: string;
  /** Operations that were asked for, in their order. */
  calls: string[];
  /** Refuses every call with this code from now on; `undefined` ends that. */
  refuse(code: string | undefined): void;
  close(): Promise<void>;
}

const Request = z.object({
  ServiceCode: z.string(),
  Filters: z.array(z.object({ Type: z.literal('TERM_MATCH'), Field: z.string(), Value: z.string() })).default([]),
  MaxResults: z.number().int().min(1).max(100).default(100),
  NextToken: z.string().optional(),
});

/**
 * A stand-in for the AWS Price List: GetProducts over HTTP, with TERM_MATCH filters and pages. Its documents have the
 * shape that the fact sheet (section 6) describes; no real document was to hand.
 */
export async function startPriceList(products: Product[], largestPage = 100): Promise<PriceListServer> {
  const calls: string[] = [];
  let refusal: string | undefined;
  const server = createServer((question, reply) => {
    let body = '';
    question.setEncoding('utf8').on('data', (text: string) => (body += text));
    question.on('end', () => {
      const target = String(question.headers['x-amz-target']);
      calls.push(target);
      const send = (status: number, value: unknown) =>
        reply.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(value));
      if (refusal !== undefined) return send(400, { __type: refusal, Message: `refused: ${refusal}` });
      if (target !== 'AWSPriceListService.GetProducts') return send(400, { __type: 'UnknownOperationException' });
      return send(200, answer(products, Request.parse(JSON.parse(body)), largestPage));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    refuse: (code) => (refusal = code),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(products: Product[], { Filters, MaxResults, NextToken }: z.infer<typeof Request>, largest: number) {
  const found = products.filter(({ attributes }) => Filters.every(({ Field, Value }) => attributes[Field] === Value));
  const from = Number(NextToken ?? 0);
  const to = from + Math.min(MaxResults, largest);
  return {
    FormatVersion: 'aws_v1',
    PriceList: found.slice(from, to).map(document),
    ...(to < found.length && { NextToken: String(to) }),
  };
}

function document({ attributes, unit, usd }: Product): string {
  const sku = (attributes['usagetype'] ?? '').replace(/[^A-Za-z0-9]/g, '').toUpperCase();
  const priceDimensions = { [`${sku}.D`]: { unit, pricePerUnit: { USD: usd }, description: `$${usd} per ${unit}` } };
  return JSON.stringify({
    product: { productFamily: 'ML Instance', sku, attributes },
    serviceCode: 'AmazonSageMaker',
    terms: { OnDemand: { [`${sku}.T`]: { priceDimensions } } },
  });
}

/** How the Price List writes the kinds of app: usage type and `platoinstancetype` (fact sheet, section 6). */
const kinds = { JupyterLab: 'Studio-JupyterLab', CodeEditor: 'studio-codeeditor', KernelGateway: 'Studio-Notebook' };

/** What an app of a kind costs on an instance type, and what a gigabyte costs, as products of us-east-1. */
export function studioProducts(
  perHour: Record<string, string>,
  perGbMonth: string,
  regionCode = 'us-east-1',
): Product[] {
  const apps = Object.entries(kinds).flatMap(([kind, platoinstancetype]) =>
    Object.entries(perHour).flatMap(([instanceType, usd]) => {
      const attributes = { usagetype: `USE1-Studio:${kind}-${instanceType}`, platoinstancetype, regionCode };
      // Rows that cost nothing stand beside the real ones.
      return [usd, '0.0000000000'].map((price) => ({ attributes, unit: 'Hrs', usd: price }));
    }),
  );
  const volume = { usagetype: 'USE1-Studio:VolumeUsage.gp3', regionCode };
  return [...apps, { attributes: volume, unit: 'GB-Month', usd: perGbMonth }];
}

/** Round figures for the demo's company; they are nobody's prices. */
export const examplePrices = studioProducts(
  {
    'ml.t3.medium': '0.0500000000',
    'ml.t3.large': '0.1000000000',
    'ml.m5.large': '0.1150000000',
    'ml.m5.xlarge': '0.2300000000',
    'ml.m5.2xlarge': '0.4600000000',
    'ml.m5.4xlarge': '0.9200000000',
    'ml.g5.xlarge': '1.4000000000',
    'ml.g5.2xlarge': '1.5000000000',
    'ml.g5.12xlarge': '7.0000000000',
  },
  '0.1100000000',
);
