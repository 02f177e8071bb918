import { describe, expect, test } from 'vitest';
import { hasKeyword, keywordText, stemOf } from './keywords.ts';
import { stemRussian } from './stem-russian.ts';

describe('D20: keywords are found as words, in every form', () => {
  test.each([
    ['цена', 'Какова цена?'],
    ['цена', 'скажите ЦЕНУ пожалуйста'],
    ['цены', 'а с ценами что'],
    ['оплата', 'не могу оплатить'],
    ['доставка', 'Есть доставки?'],
    ['заказ', 'Где мой заказ'],
    ['запись', 'отменить записи'],
    ['ёлка', 'купить елку'],
    ['хочу купить', 'Я хочу купить торт'],
    ['оплат*', 'уже оплатили'],
    ['price', 'What are your PRICES?'],
    ['price', 'pricing'],
    ['order', 'I ordered it'],
    ['delivery', 'deliveries'],
    ['cancel', 'please, cancelling'],
    ['15', 'дом 15'],
    ['👍', 'ок 👍!'],
    ['+', '+'],
    ['личный кабинет', 'не открывается личного кабинета страница'],
  ])('%j is found in %j', (keyword, text) => {
    expect(hasKeyword(keywordText(text), keyword)).toBe(true);
  });

  test.each([
    ['цена', 'оценка'],
    ['цена', 'бесценно'],
    ['да', 'дай'],
    ['да', 'когда'],
    ['нет', 'интернет'],
    ['хочу купить', 'купить хочу'],
    ['хочу купить', 'хочу'],
    ['оплат*', 'переоплата'],
    ['order', 'border'],
    ['15', '150'],
    ['cat', 'category'],
    ['', 'anything'],
    ['  ', 'anything'],
    ['слово', ''],
  ])('%j is not found in %j', (keyword, text) => {
    expect(hasKeyword(keywordText(text), keyword)).toBe(false);
  });
});

/** From the vocabulary that Snowball publishes with its algorithm, and the two nouns that differ here. */
test.each([
  ['вагон', 'вагон'],
  ['вагонах', 'вагон'],
  ['важная', 'важн'],
  ['важнейшими', 'важн'],
  ['важничал', 'важнича'],
  ['важно', 'важн'],
  ['вакса', 'вакс'],
  ['валериановых', 'валерианов'],
  ['валился', 'вал'],
  ['валяется', 'валя'],
  ['пальто', 'пальт'],
  ['панталон', 'панталон'],
  ['паровозом', 'паровоз'],
  ['партией', 'парт'],
  ['постановлении', 'постановлен'],
  ['радостный', 'радостн'],
  ['радостью', 'радост'],
  ['молодость', 'молод'],
  ['запись', 'запис'],
  ['подписью', 'подпис'],
  ['а', 'а'],
  ['', ''],
])('the Russian stem of %s is %s', (word, stem) => {
  expect(stemRussian(word)).toBe(stem);
});

test.each([
  ['prices price pricing priced'],
  ['deliveries delivery'],
  ['orders ordered ordering order'],
  ['shipped shipping ship ships'],
  ['calls calling called call'],
  ['tried tries try trying'],
  ['classes class'],
  ['discounts discount discounted'],
])('the English words %s share a stem', (words) => {
  expect(new Set(words.split(' ').map(stemOf)).size).toBe(1);
});

test.each([['bring ring'], ['bus but'], ['red reed'], ['general generic']])('the English words %s do not', (words) => {
  expect(new Set(words.split(' ').map(stemOf)).size).toBe(2);
});
