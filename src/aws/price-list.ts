import { GetProductsCommand, PricingClient } from '@aws-sdk/client-pricing';
import { readPages } from './page';
import { brief, clientSettings } from './patience';
import { service } from './service';

/** A region's prices of one kind of app are a few pages. */
const pagesOfAQuestion = 50;
/** A page is large. */
const patience = { ...brief(2), answer: 10_000 };

/** Asks the AWS Price List for documents, each a JSON string, and tells how many calls that took. */
export interface PriceList {
  /** GetProducts of SageMaker with these attributes: all pages, or the first ones where it does not end. Rejects with `AwsError`. */
  products(attributes: Record<string, string>): Promise<{ documents: string[]; calls: number; complete: boolean }>;
  close(): void;
}

/**
 * The Price List that answers in `region`: it does so in few regions (`studio/price/partition`), and tells the prices of
 * every region of its partition. A service endpoint is found by the SDK's own rules (`AWS_ENDPOINT_URL_PRICING`).
 */
export function connectPriceList(region: string): PriceList {
  const pricing = service(new PricingClient({ region, ...clientSettings(patience) }), { name: 'pricing', patience });
  return {
    async products(attributes) {
      let calls = 0;
      const metered = pricing.metered((attempts) => (calls += attempts));
      const { items, complete } = await readPages<string>(
        async (nextToken) => {
          const answer = await metered.ask(
            new GetProductsCommand({
              ServiceCode: 'AmazonSageMaker',
              FormatVersion: 'aws_v1',
              MaxResults: 100,
              Filters: Object.entries(attributes).map(([Field, Value]) => ({ Type: 'TERM_MATCH', Field, Value })),
              ...(nextToken && { NextToken: nextToken }),
            }),
          );
          // The SDK's type is a string that can parse itself; it is a string all the same.
          const items = (answer.PriceList ?? []).map((document: unknown) => String(document));
          return { items, ...(answer.NextToken && { nextToken: answer.NextToken }) };
        },
        (pages) => pages >= pagesOfAQuestion,
      );
      return { documents: items, calls, complete };
    },
    close: () => pricing.close(),
  };
}
