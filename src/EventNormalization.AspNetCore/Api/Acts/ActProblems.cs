using EventNormalization.Api.Wire;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Acts;

/// <summary>Why an act has no other answer.</summary>
internal static class ActProblems
{
    public static ApiProblem Body(string detail) => new()
    {
        Status = StatusCodes.Status400BadRequest,
        Code = "act.body",
        Title = "The body does not say what to do.",
        Detail = detail,
    };

    public static ApiProblem NoEntry(string hash) => new()
    {
        Status = StatusCodes.Status404NotFound,
        Code = "failed.unknown",
        Title = "There is no such failed event.",
        Detail = $"No failed event has the hash \"{hash}\"; a hash has 64 lower-case hexadecimal digits.",
    };

    public static ApiProblem NoOperation(string id) => new()
    {
        Status = StatusCodes.Status404NotFound,
        Code = "operation.unknown",
        Title = "There is no such operation.",
        Detail = $"No operation has the id \"{id}\". Operations are kept for seven days after their end.",
    };

    public static ApiProblem NoOperations() => new()
    {
        Status = StatusCodes.Status501NotImplemented,
        Code = "operation.unsupported",
        Title = "The store of failed events keeps no operations.",
        Detail = "Act on one failed event at a time, or register a store that keeps operations.",
    };
}
