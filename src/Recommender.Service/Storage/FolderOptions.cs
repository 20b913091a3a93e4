using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Storage;

/// <summary>Folders of an installation. Section <c>Recommender</c>.</summary>
public sealed class FolderOptions
{
    public const string Section = "Recommender";

    /// <summary>Database folder; relative to the working directory. Default "data".</summary>
    [Required(ErrorMessage = "Recommender:Data (--data) must name a folder")]
    public string Data { get; set; } = "data";

    /// <summary>Folder of the sites' models; relative to the working directory. Default "models".</summary>
    [Required(ErrorMessage = "Recommender:Models (--models) must name a folder")]
    public string Models { get; set; } = "models";

    /// <summary>Absolute path of the reports of a site's runs.</summary>
    internal string ReportsOf(string site) => Path.Combine(Path.GetFullPath(Data), "reports", site);
}
