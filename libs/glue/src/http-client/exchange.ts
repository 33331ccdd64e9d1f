import {
  AxiosError,
  type AxiosResponse,
  CanceledError,
  type InternalAxiosRequestConfig,
} from 'axios';
import type { Dispatcher } from 'undici';

/** A request, and its response as it is received. */
export class Exchange implements Dispatcher.DispatchHandler {
  private readonly chunks: Buffer[] = [];
  private status = 0;
  private statusText = '';
  private headers: AxiosResponse['headers'] = {};
  private abort = () => {};

  constructor(
    private readonly config: InternalAxiosRequestConfig,
    private readonly resolve: (response: AxiosResponse<string>) => void,
    private readonly reject: (error: AxiosError) => void,
  ) {}

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const { signal } = this.config;
    this.abort = () => controller.abort(new CanceledError());
    if (signal?.aborted) this.abort();
    else signal?.addEventListener?.('abort', this.abort);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: AxiosResponse['headers'],
    statusText = '',
  ): void {
    Object.assign(this, { status, headers, statusText });
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.end();
    const { status, statusText, headers, config, chunks } = this;
    const [first] = chunks;
    const bytes = chunks.length === 1 ? first! : Buffer.concat(chunks);
    this.resolve({ data: bytes.toString(), status, statusText, headers, config });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.end();
    const { code } = error as { code?: string };
    this.reject(error instanceof CanceledError ? error : AxiosError.from(error, code, this.config));
  }

  private end(): void {
    this.config.signal?.removeEventListener?.('abort', this.abort);
  }
}
