namespace Recommender.Service.Web;

/// <summary>A host must not be connected to; trying again does not help.</summary>
internal sealed class RefusedAddressException(string message) : IOException(message);
