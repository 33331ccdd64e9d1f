import { NAME, replaceName } from './replace-name.mjs';

describe('replaceName', () => {
  it.each([
    ['# Door', '# my-app'],
    [
      '`urn:door:error:x` of door-auth, __Host-door',
      '`urn:my-app:error:x` of my-app-auth, __Host-my-app',
    ],
    ['upstream door_auth, test_door', 'upstream my_app_auth, test_my_app'],
    ['DOOR_URL', 'MY_APP_URL'],
    ['CREATE DATABASE door', 'CREATE DATABASE my_app'],
    ['postgres://door_auth@host:5432/door', 'postgres://my_app_auth@host:5432/my_app'],
    ['doors, indoor and 2door', 'doors, indoor and 2door'],
    ['[0058](decisions/0058-what-door-asks.md)', '[0058](decisions/0058-what-door-asks.md)'],
  ])('changes %j to %j', (before, after) => {
    expect(replaceName(before, 'door', 'my-app')).toBe(after);
  });

  it('replaces a name of several words too', () => {
    expect(replaceName('my-app, my_app_auth, MY_APP_URL', 'my-app', 'door')).toBe(
      'door, door_auth, DOOR_URL',
    );
  });
});

describe('NAME', () => {
  it.each(['my-app', 'ab', 'a1-2b', 'a'.repeat(32)])('matches %j', (name) => {
    expect(name).toMatch(NAME);
  });

  it.each([
    '',
    'a',
    'My-App',
    '1app',
    'my_app',
    'my--app',
    '-app',
    'app-',
    '@my/app',
    'my app',
    'a'.repeat(33),
  ])('does not match %j', (name) => expect(name).not.toMatch(NAME));
});
