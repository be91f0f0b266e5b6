using System.IO;

namespace EventNormalization.Api.Wire;

/// <summary>Ends the reading of a body that goes over a limit.</summary>
internal sealed class RequestBodyException(ApiProblem problem) : IOException(problem.Detail)
{
    /// <summary>What the client is told.</summary>
    public ApiProblem Problem { get; } = problem;
}
