import { render, replacer } from './render.mjs';

const RECIPE = {
  context: 'billing',
  entity: 'invoice',
  plural: 'invoices',
  asks: [] as string[],
  port: '8090',
  timestamp: '1800000000000',
};
const CONTROLLER = 'libs/billing/src/http/invoices.controller.ts';
const MANIFEST = 'libs/billing/src/billing.context.ts';

describe('the files of a new context', () => {
  it('have its names wherever the template has others', () => {
    const files = render(RECIPE);
    const all = [...files].flat().join('\n');
    expect(all).not.toMatch(
      /order.?history|credit.?note|asked|8082|1700000000000|(?:with|without) (?:auth|owner)$/im,
    );
    expect([...files.keys()]).toContain('migrations/billing/1800000000000-invoices.ts');
    expect(files.get('apps/billing/src/main.ts')).toContain('port: 8090');
  });

  it('are short', () => {
    const files = [...render(RECIPE)] as [string, string][];
    const code = files.filter(([path]) => !/(?:spec|suite)\.ts$/.test(path));
    const lines = code.flatMap(([, text]) => text.trimEnd().split('\n'));
    expect(lines.length).toBeLessThanOrEqual(160);
  });

  it('require a session if it asks auth', () => {
    const [open, closed] = [[], ['auth']].map((asks) => render({ ...RECIPE, asks }));
    expect(closed!.get(CONTROLLER)).toContain('@UseGuards(SessionGuard)\n');
    expect(open!.get(CONTROLLER)).not.toContain('Session');
  });

  it('belong to a user if they are owned by one', () => {
    const [free, owned] = [undefined, 'user'].map((ownedBy) =>
      render({ ...RECIPE, asks: ['auth'], ownedBy }),
    );
    const owners = 'libs/billing/src/core/invoice-owners.ts';
    expect(owned!.get(owners)).toContain("references('billing', users, { rows: 'invoices' })");
    expect(owned!.get(CONTROLLER)).toContain('this.invoices.invoiceOf(caller.userId, id)');
    expect([...free!.keys()]).not.toContain(owners);
    expect([...free!].flat().join()).not.toMatch(/user_?id|owner/i);
    expect([...owned!].flat().join('\n')).not.toMatch(/(?:with|without) (?:auth|owner)$/m);
  });

  it('bind the contexts that it asks', () => {
    const text = render({ ...RECIPE, asks: ['auth', 'credit-cards'] }).get(MANIFEST);
    expect(text).toContain("import { creditCardsKernel } from '#credit-cards-kernel';\n");
    expect(text).toMatch(/uses: \[\s+authKernel,\s+creditCardsKernel,\s+\]/);
  });
});

it('a name is replaced in the form that it has', () => {
  const rename = replacer([['order-history', 'my-mail']]);
  const forms = 'order-history orderHistory OrderHistory order_history ORDER_HISTORY order history';
  expect(rename(forms)).toBe('my-mail myMail MyMail my_mail MY_MAIL my mail');
});
