// A real process in the place of a look: it leaves what its test has put beside the file that it is to write, if anything.
const { existsSync, readFileSync, writeFileSync, appendFileSync } = require('node:fs');
require('node:readline')
  .createInterface({ input: process.stdin })
  .once('line', (line) => {
    const startup = JSON.parse(line);
    const orders = process.env.STUDIOLO_TEST_LOOK;
    const order = orders && existsSync(orders) ? JSON.parse(readFileSync(orders, 'utf8')) : {};
    if (orders) appendFileSync(`${orders}.taken`, `${process.pid}\n`);
    if (order.says) process.stderr.write(`studiolo agent: ${order.says}\n`);
    if (order.leaves !== undefined) writeFileSync(startup.looks, order.leaves);
    if (!order.hangs) process.exit(order.code ?? 0);
  });
