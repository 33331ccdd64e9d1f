import { Body, HttpCode, Inject, Optional, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InternalRoutes } from '#glue/http';
import { type OutcomeStore, outcomesOf } from '#glue/transaction';
import type { Call, Contract } from '../contract/contract.js';
import { PING, routeOf, WIRE_VERSION } from '../contract/wire.js';
import { type ServedCall, servedCalls } from '../provider/serve-call.js';
import { callerGuard, callerOf } from './caller.guard.js';
import { copyDecorators } from '#glue/http';
import { incomingCall } from './incoming-call.js';
import { requestBody, serveRequest } from './serve-request.js';

/**
 * The routes of a contract, as a controller of Nest: what the app applies to routes applies to them.
 * Guards, interceptors, pipes and filters that decorate the service or its methods apply too. All are
 * POST, so that no input is in a path, or in the log of a proxy. The outcomes of
 * commands are stored in `outcomesOf(<contract>)`, which the module of the controller provides.
 *
 * @param service the provider that implements the contract
 */
export function contractController(contract: Contract, service: Type<object>): Type<object> {
  class ContractController {
    readonly calls: ReadonlyMap<string, ServedCall>;

    constructor(provider: object, outcomes?: OutcomeStore) {
      const calls = servedCalls(contract, provider, outcomes);
      this.calls = new Map(calls.map((each) => [each.call.name, each]));
    }
  }
  Inject(service)(ContractController, undefined, 0);
  Inject(outcomesOf(contract.name))(ContractController, undefined, 1);
  Optional()(ContractController, undefined, 1);
  const { prototype } = ContractController;
  Object.values(contract.calls).forEach((call) => addRoute(prototype, service, call));
  addPing(prototype, contract.name);
  UseGuards(callerGuard(contract.name))(ContractController);
  copyDecorators(service, ContractController);
  ApiExcludeController()(ContractController);
  InternalRoutes('')(ContractController);
  return ContractController;
}

interface Routes {
  readonly calls: ReadonlyMap<string, ServedCall>;
}

function addRoute(prototype: Routes, service: Type<object>, call: Call): void {
  const { name } = call;
  function route(this: Routes, body: unknown, request: FastifyRequest, reply: FastifyReply) {
    const incoming = incomingCall(call, callerOf(request), request.headers, reply);
    return serveRequest(this.calls.get(name)!, body, incoming);
  }
  addMethod(prototype, name, routeOf(call.contract, name), route);
  Body({ schema: requestBody(call) })(prototype, name, 0);
  Req()(prototype, name, 1);
  Res({ passthrough: true })(prototype, name, 2);
  const method = (service.prototype as Record<string, object>)[name];
  if (method) copyDecorators(method, route);
}

/**
 * Confirms to a context that the provider is reachable and accepts it, and gives the time and the
 * version of the wire here.
 */
function addPing(prototype: Routes, contract: string): void {
  const pong = () => ({ pong: true, time: new Date(), version: WIRE_VERSION });
  addMethod(prototype, PING, routeOf(contract, PING, ':version'), pong);
}

function addMethod(prototype: Routes, name: string, path: string, method: object): void {
  const descriptor = { value: method, configurable: true };
  Object.defineProperty(prototype, name, descriptor);
  Post(path)(prototype, name, descriptor);
  HttpCode(200)(prototype, name, descriptor);
}
