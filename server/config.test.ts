import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

describe('the environment', () => {
  it('needs nothing: every value has a default that works on an empty machine', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ port: 3000, databaseUrl: undefined, redisUrl: undefined, publicUrl: undefined });
    expect([...config.roles]).toEqual(['web', 'worker', 'channels']);
  });

  it('counts an empty variable as not set', () => {
    expect(readConfig({ DATABASE_URL: '', PUBLIC_URL: '' }).databaseUrl).toBeUndefined();
  });

  it('takes the slash off addresses', () => {
    expect(readConfig({ PUBLIC_URL: 'https://crm.example.com/' }).publicUrl).toBe('https://crm.example.com');
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'crm.example.com'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['REDIS_URL', 'localhost:6379'],
    ['ROLES', 'web,cook'],
    ['ROLES', ','],
    ['TELEGRAM_API_ROOT', 'ftp://example.com'],
    ['SECRET_KEY', 'short'],
  ])('says what is wrong with %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });

  it('refuses Redis without a common database', () => {
    expect(() => readConfig({ REDIS_URL: 'redis://localhost' })).toThrow('DATABASE_URL');
  });
});
