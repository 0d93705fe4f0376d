#include "core/wire/text_dictionary.h"

namespace taffrail {
namespace {

// A zstd dictionary. First its tables of how often each byte, length and
// distance comes, made by ZDICT_finalizeDictionary from a few made-up messages;
// then words and phrases of logs at large, end to end, the commonest last,
// where they are cheapest to refer to: exceptions and stack traces, SQL, MIME
// types and HTTP headers, user agents, clouds and Kubernetes, paths, keys,
// threads and classes, errors, messages. None was taken from what it is
// measured on. Messages were written with these bytes: never change them, add a
// version.
constexpr char kVersion1[] =
    "\x37\xA4\x30\xEC\x41\x42\x0F\x00\x2F\x10\xC8\x93\xE6\xFF\xFF\xFF\xFF\xFF"
    "\xFF\x0F\xB8\x50\x6B\x23\x2B\x7F\x65\xF7\xDA\xDF\xD6\x56\x76\xB7\x39\xAE"
    "\xE7\x7F\xF5\x59\x37\xFC\x24\x64\xED\x96\x32\x25\xD9\x12\x72\x46\xB5\xFE"
    "\x9C\x03\x73\x40\x40\x20\x24\x08\x07\x49\x05\x13\x9A\xC1\x89\xC8\x03\x54"
    "\xA0\x00\x93\x99\x17\x1C\x0D\x8D\x48\x22\x91\x48\x24\x1A\x89\x42\xA1\x50"
    "\x28\x14\x0A\x85\x22\x29\x8A\xA2\x28\x8A\xA2\x28\x8A\xA2\x28\x4A\x29\xA5"
    "\x94\x52\xAA\xAA\x7A\x64\x29\x63\x24\xE3\x81\xC2\xE3\xF1\x30\x18\x1E\x06"
    "\x85\x41\xA1\x78\x3C\x14\xE5\x31\x0C\xC3\x18\x63\x8C\x31\x66\x76\x01\x00"
    "\x00\x00\x04\x00\x00\x00\x08\x00\x00\x00"
    R"~(java.lang.NullPointerExceptionjava.lang.IllegalArgumentExceptionjava.lang.IllegalStateExceptionjava.lang.RuntimeExceptionjava.util.concurrent.TimeoutExceptionjava.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:java.io.IOException: Broken pipejava.net.SocketTimeoutException: Read timed outjava.net.ConnectException: Connection refusedjava.sql.SQLExceptionorg.springframework.boot.web.servlet.org.apache.catalina.core.org.apache.kafka.clients.consumer.org.hibernate.io.netty.channel.com.fasterxml.jackson.com.mysql.jdbc.kotlinx.coroutines.
	at  (.java:Caused by: : Unknown SourceNative MethodTraceback (most recent call last):
  File "/usr/local/lib/python3/site-packages/", line , in <module>
    raise ValueError: KeyError: TypeError: AttributeError: RuntimeError: ConnectionError: 
    at async  (/app/node_modules/node:internal/process/task_queues:file:///usr/src/app/src/index.js:/app/dist/server.js:goroutine [running]:panic: runtime error: invalid memory address or nil pointer dereferencemain.main()/go/pkg/mod/github.com//src/main.rs:/home//var/log//var/lib/docker/containers//etc/nginx/nginx.conf/usr/bin//usr/sbin//opt/.cpp:.py:.go:.rb:.php.html.css.png.svg.xml.zip.log
System.InvalidOperationException: System.NullReferenceException: Object reference not set to an instance of an object.Microsoft.AspNetCore.Hosting.Diagnostics.Microsoft.EntityFrameworkCore.Database.CommandMicrosoft.Hosting.LifetimeExecuted DbCommand
SELECT COUNT(*) FROM  INNER JOIN  LEFT JOIN  ON  WHERE  AND  OR  IN (SELECT * FROM  ORDER BY created_at DESC LIMIT  OFFSET  GROUP BY INSERT INTO  () VALUES ($1, $2, $3, $4) RETURNING UPDATE  SET status = , updated_at = $2 WHERE id = $1 AND deleted_at IS NULLDELETE FROM  WHERE id = ?BEGIN;COMMIT;ROLLBACKCREATE TABLE IF NOT EXISTS duplicate key value violates unique constraint deadlock detectedslow query
application/x-www-form-urlencodedapplication/octet-streamapplication/xmlapplication/javascriptapplication/grpcmultipart/form-data; boundary=text/html; charset=utf-8text/plain; charset=UTF-8text/event-streamimage/avif,image/webp,image/apng,image/svg+xml,image/pngapplication/json; charset=utf-8application/json, text/plain, */*;q=0.8gzip, deflate, br, zstden-US,en;q=0.9,de;q=0.8max-age=3600, private, must-revalidateno-cache, no-storekeep-aliveAccept-EncodingAccept-LanguageAuthorizationBearer Basic [REDACTED]X-Forwarded-ForX-Request-IdContent-TypeContent-LengthContent-EncodingCache-ControlUser-AgentRefererOriginCookieSet-CookieEtagVaryLast-ModifiedStrict-Transport-SecurityTransfer-EncodingServernginx/
curl/Wget/PostmanRuntime/python-requests/2.3axios/1.Go-http-client/1.1Go-http-client/2.0Apache-HttpClient/4.5 (Java/17.0.okhttp/4.node-fetch/1.0 (+https://github.com/Prometheus/2.ELB-HealthChecker/2.0GoogleHC/1.0kube-probe/1.2Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)bingbot/2.0; +http://www.bing.com/bingbot.htmMozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36 Edg/1 OPR/Mozilla/5.0 (iPad; CPU OS 17_0 Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/Version/17.0 Mobile/15E148 Safari/604.1Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36
https://www..com/https://api..example.com/v1/http://localhost:8080/.s3.amazonaws.com/.svc.cluster.local:.default.svc.compute.internal.us-west-2.ap-southeast-.ap-northeast-.ca-central-.us-east-1a.eu-central-1b.eu-west-1c.us-central1-.europe-west1-.eastus.westeurope.ec2.internalip-10-ip-172-31-ip-192-168-gke--default-pool-aks-nodepool1--vmssarn:aws:lambda:us-east-1:arn:aws:iam::projects//zones//locations/global/subscriptions/resourceGroups/sha256:docker.io/library/gcr.io/ghcr.io/registry.k8s.io/:latest-alpine-stable-canaryReplicaSet/Deployment/StatefulSet/DaemonSet/CronJob/Pod/kubernetes.io/app.kubernetes.io/namehelm.sh/charttopology.kubernetes.io/zone
/healthz/readyz/livez/metrics/health/ping/status/login/logout/auth/oauth2/token/graphql/admin/assets/static/images/favicon.ico/robots.txt/index.html/search?q=&page=1&limit=20&offset=0&sort=&order=&per_page=&utm_source=&lang=en?id=&type=&token=&callback=/api/v3/api/v2/users/api/v1/accounts/api/v1/sessions/events/messages/files/upload/download/settings/profile/notifications/webhooks/comments/posts/reports/search
user_idsession_idrequest_idtenant_idcustomer_idaccount_idtransaction_idcorrelation_iddevice_idclient_idproject_idorganization_idjob_idtask_idworker_idconnection_idevent_typeevent_idstatus_codeerror_codeerror_messagecreated_atupdated_atexpires_atstarted_atfinished_attimestampremote_ipremote_addruser_agenthost_namecontent_lengthcontent_typebody_bytes_sentresponse_sizerequest_methodrequest_urirequest_timeupstream_addrupstream_response_timeduration_msduration_nselapsed_mslatency_msresponse_time_msretry_countattemptmax_attemptstimeout_msqueue_sizebatch_sizeworkerspartitionoffsetconsumer_grouptopiccache_keyrows_affectedmetadata.labels.attributes.properties.context.resource.headers.request.response.payload.details.config.build.commitbranchfeature_flagexperimentenabledstatestagesourcetargetlevelmessage
userIdsessionIdrequestIdcorrelationIdtransactionIdcustomerIdtraceIdspanIdparentIdstatusCodeerrorCodeerrorMessageuserAgentremoteAddressresponseTimeelapsedMillisecondscontentLengthserverNameclientIphttpRequesthttpMethodloggerNamethreadNameSourceContextRequestPathRequestIdActionNameActionIdConnectionIdEnvironmentMachineNameApplicationthreadIdlineNumberfileNamefunctionNameclassNamemethodNameeventTypestackTrace
http-nio-pool-1-thread-ForkJoinPool.commonPool-worker-scheduling-1scheduled-task-asyncExecutor-lettuce-nioEventLoop-kafka-consumer-grpc-default-executor-ServiceImplRepositoryControllerHandlerMiddlewareInterceptorManagerFactoryProviderClientServerFilterRequestResponseListenerProcessorSchedulerServletApplicationConfiguration.handler.service.controller.repository.middleware.internal.server.client.utils.handle.process.execute.invoke.doFilter.run.call.get.post
api-gatewayfrontendbackendweb-server-serviceschedulerworkerproxyingressproductionstagingdevelopmentmonitoringkube-systemdefaultpostgresqlmysqlmariadbmongodbrediselasticsearchrabbitmqkafkamemcachedcassandradynamodbclickhouse
connection reset by peerconnection refusedconnection timed outcontext deadline exceededcontext canceledno such hostno such file or directorypermission deniedunexpected EOFi/o timeoutbroken pipetoo many open filesout of memorydial tcp : lookup  on TLS handshake errorcertificate has expiredcircuit breaker is openrate limit exceededservice unavailableinternal server errorbad gatewaygateway timeoutnot foundunauthorizedforbiddenbad requestinvalid tokenvalidation failedauthentication failedalready existsnot allowedinsufficient fundstoo many requests
Failed to connect to Unable to Could not Error while processing request for Exception in thread "main" Received request from Sending response to Starting server on port Started Application in  secondsListening on http://0.0.0.0:Shutting down gracefullyConfiguration loaded from Connected to database Connection closedPublished message to topic Consumed message from partition  at offset Retrying in  ms (attempt  of )successfully created for user  with id has been  completed in  msrows affected, bytes writtenprocessed  items in cache miss for key cache hitjob finishedtask startedfetching updated deleted user logged in from expired scheduled health check passedHTTP request completedrequest started GET /  HTTP/1.1" 200  HTTP/2.0" 404  responded 200 in POST /api/v1/ returned 500 )~";

}  // namespace

std::string_view TextDictionary(uint32_t version) {
  return version == 1 ? std::string_view(kVersion1, sizeof(kVersion1) - 1)
                      : std::string_view();
}

}  // namespace taffrail
