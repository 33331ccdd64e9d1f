import { Refusal } from './names.mjs';
import { recipeOf, removalPlan } from './plan.mjs';
import { Project } from './project.mjs';

const ROOT = new URL('../..', import.meta.url).pathname;
const project = new Project(ROOT);

describe('what a project has', () => {
  it('are its contexts, its apps and who imports them', () => {
    expect(project.contexts).toEqual(expect.arrayContaining(['auth']));
    expect(project.apps).toContainEqual({ name: 'auth', port: 8081 });
    expect(project.importersOf('auth')).toContain('test/kernel/auth-contract.spec.ts');
    expect(project.importersOf('auth')).not.toContain('libs/auth/src/auth.context.ts');
  });
});

describe('a new context', () => {
  it('has a port that no app has, and names that follow from its own', () => {
    const recipe = recipeOf(project, { context: 'payments' }, 1_800_000_000_000);
    expect(recipe).toMatchObject({ entity: 'payment', plural: 'payments', asks: [] });
    expect(project.apps.map(({ port }: { port: number }) => `${port}`)).not.toContain(recipe.port);
    expect(recipe.timestamp).toBe('1800000000000');
  });

  it.each([
    [{ context: 'auth' }, 'There is a auth already'],
    [{ context: 'web' }, 'is a reserved name'],
    [{ context: 'payments', entity: 'user' }, 'has user already'],
    [{ context: 'payments', asks: ['nothing'] }, 'No context "nothing" offers a contract'],
  ])('is refused: %j', (wanted, message) => {
    expect(() => recipeOf(project, wanted)).toThrow(Refusal);
    expect(() => recipeOf(project, wanted)).toThrow(message);
  });
});

describe('a removal', () => {
  it.each([
    ['nothing', 'There is no context "nothing". Contexts are auth'],
    [
      'auth',
      /^auth is (?:in use by .*\. Remove what asks auth|the only context\. Add another one) first\.$/,
    ],
  ])('of %s is refused', async (context, message) => {
    await expect(removalPlan(project, context)).rejects.toThrow(message);
  });
});
