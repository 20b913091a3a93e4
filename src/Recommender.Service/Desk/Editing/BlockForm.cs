namespace Recommender.Service.Desk.Editing;

/// <summary>The form of a block as the browser sent it, or its initial values.</summary>
/// <param name="Action">The value of the button.</param>
/// <param name="Draft">The unsaved changes.</param>
/// <param name="Tag">The state of the block to which they belong.</param>
/// <param name="Reason">Why.</param>
/// <param name="Pick">Key of the article whose fields are open.</param>
/// <param name="Query">The search words.</param>
/// <param name="Fields">The open fields.</param>
/// <param name="Width">The chosen width of the preview; null: the site's.</param>
internal sealed record BlockForm(
    string Action, string Draft, string Tag, string Reason, string Pick, string Query, PickFields Fields, int? Width)
{
    public static readonly BlockForm None = new("", "", "", "", "", "", new PickFields(), null);

    /// <summary>The form with the fields closed.</summary>
    public BlockForm WithoutPick() => this with { Pick = "", Fields = new PickFields() };

    public static BlockForm Of(IFormCollection form) => new(
        form["do"].ToString(), form["draft"].ToString(), form["tag"].ToString(), form["reason"].ToString().Trim(),
        form["pick"].ToString(), form["q"].ToString().Trim(), PickFields.Of(form), FormTexts.Whole(form.Text("width")));
}
