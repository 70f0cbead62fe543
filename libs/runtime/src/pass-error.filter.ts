import type { ExceptionFilter } from '@nestjs/common';
import { Catch } from '@nestjs/common';
import { throwError, type Observable } from 'rxjs';

/**
 * Lets the consumer loops see what a handler threw. Nest's own filter would turn a missing database into an anonymous
 * "internal error", and the loop would take it for a bug of the handler and give the message up.
 */
@Catch()
export class PassErrorFilter implements ExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}
