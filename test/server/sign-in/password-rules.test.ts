import { describe, expect, it } from 'vitest';
import { checkNewPassword } from '../../../src/server/sign-in/password-rules.ts';

const verdictOf = (password: string): string => {
  try {
    checkNewPassword(password, ['Anna de Vries', 'passenger-survey', 'tram-2026']);
    return 'fine';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('new passwords', () => {
  it.each([
    ['14characters-x', 'password-short'],
    ['x9'.repeat(101), 'password-long'],
    ['passwordpassword', 'password-common'],
    ['P@ssw0rd12345678', 'password-common'],
    ['123456789012345', 'password-common'],
    ['wachtwoord12345', 'password-common'],
    ['Sunshine Sunshine', 'password-common'],
    ['dragonmonkey1234', 'password-common'],
    ['aaaaaaaaaaaaaaaa', 'password-simple'],
    ['abcabcabcabcabc', 'password-simple'],
    ['11112222333344445555', 'password-simple'],
    ['qwertyuiopasdfgh-asdf', 'password-simple'],
    ['zxcvbnm,asdfghjkl', 'password-common'],
    ['Anna de Vries 2026!', 'password-personal'],
    ['annadevries-annadevries', 'password-personal'],
    ['Paperline-survey-2026', 'password-personal'],
    ['Passenger Survey 2026', 'password-personal'],
    ['tram tram 2026 enquête', 'password-personal'],
  ])('refuses %j as %s', (password, code) => {
    expect(verdictOf(password)).toBe(code);
  });

  it.each([
    'zonnebloem kachel dinsdag',
    'correct horse battery staple',
    'kT8#vv2!qpLm0zX',
    'ijsvogel fiets lantaarn',
    'mijn hond heet Bobbie',
    'één twee karton vier',
    'пароль из четырёх слов',
    'Anna zag een paarse olifant',
  ])('takes %j', (password) => {
    expect(verdictOf(password)).toBe('fine');
  });

  it('counts characters as people do', () => {
    // Fifteen letters of which each is two code units.
    expect(verdictOf('𝒶𝓏𝓆𝓌𝓇𝓉𝓎𝓅𝓈𝒹𝒻𝒽𝓀𝓁𝓋')).not.toBe('password-short');
    expect(verdictOf('𝒶𝓏𝓆𝓌𝓇𝓉𝓎𝓅𝓈𝒹𝒻𝒽')).toBe('password-short');
  });
});
