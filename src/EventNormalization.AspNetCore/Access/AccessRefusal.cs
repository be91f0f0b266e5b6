using System;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EventNormalization.Access;

/// <summary>Why a request is not served, and how it is answered.</summary>
internal sealed class AccessRefusal
{
    private readonly AuthorizationPolicy? _policy;
    private readonly PolicyAuthorizationResult? _result;

    /// <summary>A refusal with a problem of its own.</summary>
    public AccessRefusal(int status, string code, string detail)
    {
        Status = status;
        Code = code;
        Detail = detail;
    }

    /// <summary>A refusal by a policy: the host's authentication answers with a challenge or forbids.</summary>
    public AccessRefusal(AuthorizationPolicy policy, PolicyAuthorizationResult result)
        : this(StatusCodes.Status403Forbidden, "access.policy", "The policy of this endpoint does not admit you.")
    {
        _policy = policy;
        _result = result;
    }

    public int Status { get; }

    public string Code { get; }

    public string Detail { get; }

    /// <summary>When it is worth coming again; null if that is not known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The media types that are read; null if those are not the matter (RFC 9110, 15.5.16).</summary>
    public string? Accept { get; init; }

    /// <summary>Answers the request.</summary>
    public Task AnswerAsync(HttpContext context) => _policy is null
        ? WriteAsync(context)
        : context.RequestServices.GetRequiredService<IAuthorizationMiddlewareResultHandler>()
            .HandleAsync(_ => Task.CompletedTask, context, _policy, _result!);

    private Task WriteAsync(HttpContext context)
    {
        if (Accept is not null)
        {
            context.Response.Headers.Accept = Accept;
        }

        // A person who opens the page reads text; a program gets the problem.
        if (context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = Status;
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync($"{Detail}\n", context.RequestAborted);
        }

        return ProblemResponse.WriteAsync(context, new ApiProblem
        {
            Status = Status,
            Code = Code,
            Title = TitleOf(Status),
            Detail = Detail,
            RetryAfter = RetryAfter,
        });
    }

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status415UnsupportedMediaType => "The media type of the body is not read here.",
        StatusCodes.Status429TooManyRequests => "Too many requests",
        _ => "Forbidden",
    };
}
