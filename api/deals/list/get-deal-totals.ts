import type { dealList } from '../../../api/contract/deal-list.ts';
import type { Handler } from '../../../api/http/handler.ts';
import { AppError } from '../../../kernel/errors.ts';

export const getDealTotals: Handler<typeof dealList.totals> = async () => {
  throw new AppError('unavailable', { message: 'not built yet' });
};
