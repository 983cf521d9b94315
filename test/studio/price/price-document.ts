/** A document of the Price List, of the shape that the fact sheet (section 6) describes: no real one was to hand. */
export function priceDocument(usagetype: string, usd: string, unit = 'Hrs', regionCode = 'us-east-1'): string {
  const sku = usagetype.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
  return JSON.stringify({
    product: { productFamily: 'ML Instance', sku, attributes: { usagetype, regionCode } },
    serviceCode: 'AmazonSageMaker',
    terms: {
      OnDemand: {
        [`${sku}.A`]: {
          priceDimensions: {
            [`${sku}.A.1`]: { unit, pricePerUnit: { USD: usd }, description: `$${usd} per ${unit} of ${usagetype}` },
          },
        },
      },
    },
  });
}
