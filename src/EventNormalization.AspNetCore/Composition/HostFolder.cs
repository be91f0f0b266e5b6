using System.IO;
using Microsoft.Extensions.Hosting;

namespace EventNormalization.Composition;

/// <summary>Where relative paths of a host begin.</summary>
internal sealed class HostFolder(IHostEnvironment? host = null)
{
    /// <summary>
    /// The full path: from the content root of the host, or the current directory where there is no host.
    /// </summary>
    public string PathOf(string path) =>
        host is null ? Path.GetFullPath(path) : Path.GetFullPath(path, Path.GetFullPath(host.ContentRootPath));
}
