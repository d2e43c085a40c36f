"""HTTP plumbing that the portal and the API share: access, page cache, paging, refusals."""
