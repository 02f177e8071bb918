import type { dealList } from '../../../api/contract/deal-list.ts';
import type { Handler } from '../../../api/http/handler.ts';
import { AppError } from '../../../kernel/errors.ts';

export const listDeals: Handler<typeof dealList.list> = async () => {
  throw new AppError('unavailable', { message: 'not built yet' });
};
