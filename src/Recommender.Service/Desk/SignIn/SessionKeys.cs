using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Recommender.Service.Storage;

namespace Recommender.Service.Desk.SignIn;

/// <summary>
/// The keys of cookies and forms, one file each. They are flushed to the disk; a file that a power failure left incomplete is ignored, so
/// that the desk works: cookies of that key end, and another key is made when it is needed.
/// </summary>
/// <param name="folder">An existing folder.</param>
internal sealed partial class SessionKeys(DirectoryInfo folder, ILoggerFactory logs) : FileSystemXmlRepository(folder, logs)
{
    private readonly ILogger _log = logs.CreateLogger<SessionKeys>();

    public override IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Directory.EnumerateFiles("*.xml").Select(Read).OfType<XElement>()];

    public override void StoreElement(XElement element, string friendlyName)
    {
        base.StoreElement(element, friendlyName);
        // Only this file: earlier ones may be read-only by now.
        if (Path.Combine(Directory.FullName, $"{friendlyName}.xml") is var file && File.Exists(file))
        {
            DurableFolder.FlushFile(file);
        }

        DurableFolder.Flush(Directory.FullName);
    }

    private XElement? Read(FileInfo file)
    {
        try
        {
            return XElement.Load(file.FullName);
        }
        catch (XmlException)
        {
            // Without the reason, which may quote the file.
            LogIgnored(file.FullName);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "The key file {File} is ignored, because it is not complete; delete it")]
    private partial void LogIgnored(string file);
}
