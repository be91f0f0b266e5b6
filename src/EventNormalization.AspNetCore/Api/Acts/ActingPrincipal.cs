using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Acts;

/// <summary>Who acts, for the record: what the host says of a request, never what it says of itself.</summary>
internal static class ActingPrincipal
{
    public const string Anonymous = "anonymous";

    private const string Subject = "sub";
    private const int LengthMax = 200;

    /// <summary>The name of the principal, else its subject, else that nobody is known.</summary>
    public static string NameOf(HttpContext context)
    {
        var user = context.User;
        var name = user.Identity is { IsAuthenticated: true } identity
            ? identity.Name is { Length: > 0 } known ? known : user.FindFirst(Subject)?.Value
            : null;
        return string.IsNullOrWhiteSpace(name) ? Anonymous : name.Length <= LengthMax ? name : name[..LengthMax];
    }
}
